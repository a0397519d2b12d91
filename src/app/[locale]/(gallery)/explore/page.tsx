import type { Metadata } from 'next';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { alternatesOf } from '@/app/[locale]/addresses';
import { ExploreWall } from '@/domains/images/components/explore-wall';
import { listNewestImages } from '@/domains/images/queries';
import { isLocale } from '@/i18n/routing';
import { Page, PageTitle } from '@/ui/page';

export async function generateMetadata(): Promise<Metadata> {
  const locale = await rootLocale();
  if (!isLocale(locale)) return {};
  const t = await getTranslations('images');
  return { title: t('explore'), description: t('explore-lead'), alternates: alternatesOf('/explore', locale) };
}

export default async function ExplorePage() {
  if (!isLocale(await rootLocale())) return null;
  const [page, t] = await Promise.all([listNewestImages(), getTranslations('images')]);
  return (
    <Page>
      <PageTitle lead={t('explore-lead')}>{t('explore')}</PageTitle>
      <ExploreWall page={page} />
    </Page>
  );
}
