import type { Metadata } from 'next';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { faceOf, feedPath } from '@/app/[locale]/addresses';
import { NoImages } from '@/domains/images/components/no-images';
import { PagedWall } from '@/domains/images/components/paged-wall';
import { listNewestImages } from '@/domains/images/queries';
import { isLocale } from '@/i18n/routing';
import { Page, PageTitle } from '@/ui/page';

export async function generateMetadata(): Promise<Metadata> {
  const locale = await rootLocale();
  if (!isLocale(locale)) return {};
  const [{ items }, t] = await Promise.all([listNewestImages(), getTranslations('images')]);
  return faceOf({
    title: t('explore'),
    description: t('explore-lead'),
    path: '/explore',
    feed: feedPath.all,
    locale,
    image: items[0],
  });
}

export default async function ExplorePage() {
  if (!isLocale(await rootLocale())) return null;
  const [page, t] = await Promise.all([listNewestImages(), getTranslations('images')]);
  return (
    <Page>
      <PageTitle lead={t('explore-lead')}>{t('explore')}</PageTitle>
      {page.items.length > 0 ? <PagedWall page={page} path="/explore" label={t('newest')} /> : <NoImages />}
    </Page>
  );
}
