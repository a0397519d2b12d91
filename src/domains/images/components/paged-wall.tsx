import { useTranslations } from 'next-intl';
import type { ImageCard } from '@/domains/images/queries';
import { SiteLink } from '@/i18n/site-link';
import type { Page } from '@/kernel/page';
import { buttonLook } from '@/ui/button';
import { Empty } from '@/ui/page';
import { ImageWall } from './image-wall';

/**
 * A page of a list of images and the way to the older ones. `path`: where the list begins, without language. `isLater`: it is not the first page, and there
 * is a way back; a first page that is empty is for the caller to tell of.
 */
export function PagedWall(props: {
  page: Page<ImageCard>;
  path: string;
  label: string;
  isLater?: boolean;
  isOwnerKnown?: boolean;
}) {
  const { page, path, label, isLater, isOwnerKnown } = props;
  const t = useTranslations('images');
  return (
    <>
      {page.items.length > 0 ? (
        <ImageWall images={page.items} label={label} eager={isLater ? 0 : 6} isOwnerKnown={isOwnerKnown} />
      ) : (
        <Empty title={t('no-older-title')}>{t('no-older-text')}</Empty>
      )}
      {(isLater || page.next) && (
        <nav aria-label={t('pages')} className="mt-10 flex flex-wrap gap-3">
          {isLater && (
            <SiteLink href={path} className={buttonLook('calm')}>
              {t('to-newest')}
            </SiteLink>
          )}
          {page.next && (
            <SiteLink href={`${path}?after=${page.next}`} className={buttonLook('calm')} rel="next">
              {t('older')}
            </SiteLink>
          )}
        </nav>
      )}
    </>
  );
}
