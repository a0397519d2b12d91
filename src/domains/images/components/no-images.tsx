import { useTranslations } from 'next-intl';
import { SiteLink } from '@/i18n/site-link';
import { buttonLook } from '@/ui/button';
import { Empty } from '@/ui/page';

/** The empty wall: what would be here, and who could begin. */
export function NoImages() {
  const t = useTranslations('images');
  return (
    <Empty
      title={t('explore-empty-title')}
      action={
        <SiteLink href="/share" className={buttonLook('next')}>
          {t('share-first')}
        </SiteLink>
      }
    >
      {t('explore-empty-text')}
    </Empty>
  );
}
