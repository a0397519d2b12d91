import type { Metadata } from 'next';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { faceOf, feedPath } from '@/app/[locale]/addresses';
import { listImagesBy } from '@/domains/engagement/queries/explore';
import { explorePath, type ImageOrder, imageOrders, numberedPages } from '@/domains/engagement/rules';
import { NoImages } from '@/domains/images/components/no-images';
import { PageNumbers } from '@/domains/images/components/page-numbers';
import { PagedWall } from '@/domains/images/components/paged-wall';
import type { ImageCard } from '@/domains/images/queries';
import { isLocale } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import type { Page as PageOf } from '@/kernel/page';
import { buttonLook } from '@/ui/button';
import { plainLink } from '@/ui/frame';
import { Empty, Page, PageTitle } from '@/ui/page';

/** What everybody's images in an order say about themselves; nothing while the site is built. */
export async function describeExplore(order: ImageOrder): Promise<Metadata> {
  const locale = await rootLocale();
  if (!isLocale(locale)) return {};
  const [{ items }, t] = await Promise.all([listImagesBy(order), getTranslations('images')]);
  const isNewest = order === 'newest';
  return faceOf({
    title: isNewest ? t('explore') : `${t('explore')}: ${t(`order-${order}`)}`,
    description: t(`about-${order}`),
    path: explorePath(order),
    ...(isNewest && { feed: feedPath.all }),
    locale,
    image: items[0],
  });
}

/** Everybody's images, the same for everybody. */
export async function ExplorePage({ order }: { order: ImageOrder }) {
  if (!isLocale(await rootLocale())) return null;
  return <ExploreScreen order={order} page={await listImagesBy(order)} number={1} />;
}

type Props = {
  order: ImageOrder;
  page: PageOf<ImageCard>;
  /** The number of the page, where it was asked for by number; null where by cursor. */
  number: number | null;
};

/** A page of everybody's images in an order, with the ways to the other orders. */
export async function ExploreScreen({ order, page, number }: Props) {
  const t = await getTranslations('images');
  const path = explorePath(order);
  const label = t(order === 'newest' ? 'newest' : `about-${order}`);
  return (
    <Page>
      <PageTitle lead={t(`about-${order}`)}>{t('explore')}</PageTitle>
      <nav aria-label={t('orders')} className="-mt-4 mb-8 flex flex-wrap gap-x-6 gap-y-1">
        {imageOrders.map((each) => (
          <SiteLink
            key={each}
            href={explorePath(each)}
            className={plainLink}
            aria-current={each === order ? 'page' : undefined}
          >
            {t(`order-${each}`)}
          </SiteLink>
        ))}
      </nav>
      {page.items.length > 0 || number !== 1 ? (
        <PagedWall
          page={page}
          path={path}
          label={label}
          isLater={number !== 1}
          isCounted={order !== 'newest'}
          numbers={
            number && <PageNumbers path={path} number={number} last={numberedPages} hasNext={page.next !== null} />
          }
        />
      ) : (
        <NoneYet order={order} />
      )}
    </Page>
  );
}

/** The empty wall: nobody shared anything yet, or nobody liked or looked. */
async function NoneYet({ order }: { order: ImageOrder }) {
  if (order === 'newest') return <NoImages />;
  const t = await getTranslations('images');
  return (
    <Empty
      title={t(`empty-${order}`)}
      action={
        <SiteLink href="/explore" className={buttonLook('next')}>
          {t('to-newest')}
        </SiteLink>
      }
    >
      {t('empty-counted-text')}
    </Empty>
  );
}
