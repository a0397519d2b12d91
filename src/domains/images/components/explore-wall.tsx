import { useTranslations } from 'next-intl';
import type { ImageCard } from '@/domains/images/queries';
import { SiteLink } from '@/i18n/site-link';
import type { Page } from '@/kernel/page';
import { buttonLook } from '@/ui/button';
import { Empty } from '@/ui/page';
import { ImageWall } from './image-wall';
import { NoImages } from './no-images';

/** A page of the newest images and the way to the older ones. `isLater`: it is not the first page, and there is a way back. */
export function ExploreWall({ page, isLater }: { page: Page<ImageCard>; isLater?: boolean }) {
  const t = useTranslations('images');
  if (page.items.length === 0 && !isLater) return <NoImages />;
  return (
    <>
      {page.items.length > 0 ? (
        <ImageWall images={page.items} label={t('newest')} eager={isLater ? 0 : 6} />
      ) : (
        <Empty title={t('no-older-title')}>{t('no-older-text')}</Empty>
      )}
      <nav aria-label={t('pages')} className="mt-10 flex flex-wrap gap-3">
        {isLater && (
          <SiteLink href="/explore" className={buttonLook('calm')}>
            {t('to-newest')}
          </SiteLink>
        )}
        {page.next && (
          <SiteLink href={`/explore?after=${page.next}`} className={buttonLook('calm')} rel="next">
            {t('older')}
          </SiteLink>
        )}
      </nav>
    </>
  );
}
