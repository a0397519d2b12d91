import { useTranslations } from 'next-intl';
import { AskFace } from '@/domains/accounts/components/ask-face';
import { SiteLink } from '@/i18n/site-link';
import { buttonLook } from '@/ui/button';
import { EmptyFrame } from '@/ui/empty-frame';
import { Page, PageTitle } from '@/ui/page';

/** What stands where nothing is: unknown addresses, deleted and hidden things alike, so that nobody learns which it was. */
export function Missing() {
  const t = useTranslations('missing');
  return (
    <Page>
      <AskFace />
      <EmptyFrame />
      <PageTitle lead={t('text')}>{t('title')}</PageTitle>
      <p className="flex flex-wrap gap-3">
        <SiteLink href="/" className={buttonLook('next')}>
          {t('home')}
        </SiteLink>
        <SiteLink href="/explore" className={buttonLook('calm')}>
          {t('explore')}
        </SiteLink>
      </p>
    </Page>
  );
}
