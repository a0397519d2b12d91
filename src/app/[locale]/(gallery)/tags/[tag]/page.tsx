import type { Metadata } from 'next';
import { notFound, permanentRedirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { faceOf, feedPath, segmentOf } from '@/app/[locale]/addresses';
import { breadcrumbs, LinkedData } from '@/app/[locale]/linked-data';
import { Missing } from '@/app/[locale]/missing';
import { PagedWall } from '@/domains/images/components/paged-wall';
import { listImagesTagged } from '@/domains/images/queries/tagged';
import { tagOf, tagPath } from '@/domains/images/rules';
import { isLocale, localePath, standIn } from '@/i18n/routing';
import { Page, PageTitle } from '@/ui/page';

type Props = { params: Promise<{ tag: string }> };

export const generateStaticParams = () => [{ tag: standIn }];

/** The tag in its one form and the page of its images. "stand-in" while the site is built, before any query: there the language is one too. */
async function taggedOf({ params }: Props) {
  const [{ tag: given }, locale] = await Promise.all([params, rootLocale()]);
  if (!isLocale(locale)) return 'stand-in';
  const typed = segmentOf(given);
  const tag = tagOf(typed);
  return { typed, tag, page: await listImagesTagged(tag ?? ''), locale };
}

/** Refuses and redirects here, not in the page: the status is then right and the panel still stands in the body. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  const tagged = await taggedOf(props);
  if (tagged === 'stand-in') return {};
  const { typed, tag, page, locale } = tagged;
  if (tag === null || page.items.length === 0) notFound();
  if (typed !== tag) permanentRedirect(localePath(tagPath(tag), locale));
  const t = await getTranslations('images');
  const description = t('tagged-description', { tag });
  return faceOf({
    title: `#${tag}`,
    description,
    path: tagPath(tag),
    feed: feedPath.tag(tag),
    locale,
    image: page.items[0],
  });
}

export default async function TagPage(props: Props) {
  const tagged = await taggedOf(props);
  if (tagged === 'stand-in') return null;
  const { tag, page, locale } = tagged;
  if (tag === null || page.items.length === 0) return <Missing />;
  const t = await getTranslations('images');
  return (
    <Page>
      <PageTitle lead={t('tagged-lead')}>#{tag}</PageTitle>
      <PagedWall page={page} path={tagPath(tag)} label={t('tagged', { tag })} />
      <LinkedData things={[breadcrumbs([{ name: `#${tag}`, path: tagPath(tag) }], locale)]} />
    </Page>
  );
}
