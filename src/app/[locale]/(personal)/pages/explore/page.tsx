import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { ExploreWall } from '@/domains/images/components/explore-wall';
import { listNewestImages } from '@/domains/images/queries';
import { type Locale, localePath } from '@/i18n/routing';
import { Refusal } from '@/kernel/refusal';
import { Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { searchParams: Promise<{ after?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('images');
  return { title: t('explore'), robots: { index: false } };
}

/** `/explore?after=…`: the older images, for as far back as somebody goes. Read each time, never cached. */
export default async function OlderImages({ searchParams }: Props) {
  const { after } = await searchParams;
  const [page, t] = await Promise.all([imagesAfter(String(after ?? '')), getTranslations('images')]);
  return (
    <Page>
      <PageTitle lead={t('explore-lead')}>{t('explore')}</PageTitle>
      <ExploreWall page={page} isLater />
    </Page>
  );
}

/** A cursor that is not ours leads back to the beginning of the list: it was cut short on the way, or somebody tries what happens. */
async function imagesAfter(cursor: string) {
  try {
    return await listNewestImages(cursor);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return redirect(localePath('/explore', (await getLocale()) as Locale));
  }
}
