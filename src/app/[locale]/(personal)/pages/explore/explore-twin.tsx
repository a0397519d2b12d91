import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { ExploreScreen } from '@/app/[locale]/(gallery)/explore/explore-screen';
import { pageAfter } from '@/app/[locale]/(personal)/pages/after';
import { currentViewer } from '@/domains/accounts/viewer';
import { listImagesBy, numberedPageBy } from '@/domains/engagement/queries/explore';
import { explorePath, type ImageOrder, pageNumberOf } from '@/domains/engagement/rules';
import { type Locale, localePath } from '@/i18n/routing';

export type Query = Promise<{ [key in 'after' | 'page']?: string | string[] }>;

/** The first page has an address of its own; what is no number of a page is no address. */
async function pageIn(order: ImageOrder, query: Query): Promise<number | null> {
  const { after, page } = await query;
  if (after !== undefined) return null;
  if (page === '1') redirect(localePath(explorePath(order), (await rootLocale()) as Locale));
  return pageNumberOf(page) ?? notFound();
}

export async function describeTwin(order: ImageOrder, query: Query): Promise<Metadata> {
  const [t] = await Promise.all([getTranslations('images'), pageIn(order, query)]);
  return { title: t('explore'), robots: { index: false } };
}

/** A later page of everybody's images, by cursor (`after`), for as far back as somebody goes, or by number (`page`). Without
 * those whom its reader hides. Read each time, never cached. */
export async function ExploreTwin({ order, query }: { order: ImageOrder; query: Query }) {
  const [number, viewer] = await Promise.all([pageIn(order, query), currentViewer()]);
  const viewerId = viewer?.id ?? null;
  const page =
    number === null
      ? await pageAfter(query, explorePath(order), (cursor) => listImagesBy(order, cursor, viewerId))
      : await numberedPageBy(order, number, viewerId);
  return <ExploreScreen order={order} page={page} number={number} />;
}
