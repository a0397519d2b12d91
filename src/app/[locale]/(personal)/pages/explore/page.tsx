import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { type After, pageAfter } from '@/app/[locale]/(personal)/pages/after';
import { PagedWall } from '@/domains/images/components/paged-wall';
import { listNewestImages } from '@/domains/images/queries';
import { Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { searchParams: After };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('images');
  return { title: t('explore'), robots: { index: false } };
}

/** `/explore?after=…`: the older images, for as far back as somebody goes. Read each time, never cached. */
export default async function OlderImages({ searchParams }: Props) {
  const [page, t] = await Promise.all([
    pageAfter(searchParams, '/explore', listNewestImages),
    getTranslations('images'),
  ]);
  return (
    <Page>
      <PageTitle lead={t('explore-lead')}>{t('explore')}</PageTitle>
      <PagedWall page={page} path="/explore" label={t('newest')} isLater />
    </Page>
  );
}
