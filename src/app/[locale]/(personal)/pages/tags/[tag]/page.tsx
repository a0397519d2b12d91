import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { type After, pageAfter } from '@/app/[locale]/(personal)/pages/after';
import { segmentOf } from '@/app/[locale]/addresses';
import { currentViewer } from '@/domains/accounts/viewer';
import { PagedWall } from '@/domains/images/components/paged-wall';
import { listImagesTagged } from '@/domains/images/queries/tagged';
import { isTag, tagOf, tagPath } from '@/domains/images/rules';
import { Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { params: Promise<{ tag: string }>; searchParams: After };

async function tagIn({ params }: Props): Promise<string> {
  const tag = tagOf(segmentOf((await params).tag));
  return isTag(tag) ? tag : notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `#${await tagIn(props)}`, robots: { index: false } };
}

/** `/tags/{tag}?after=…`: the older images with a tag. Read each time, never cached. */
export default async function OlderTagged(props: Props) {
  const [tag, t, viewer] = await Promise.all([tagIn(props), getTranslations('images'), currentViewer()]);
  const page = await pageAfter(props.searchParams, tagPath(tag), (cursor) => listImagesTagged(tag, cursor, viewer?.id));
  return (
    <Page>
      <PageTitle lead={t('tagged-lead')}>#{tag}</PageTitle>
      <PagedWall page={page} path={tagPath(tag)} label={t('tagged', { tag })} isLater />
    </Page>
  );
}
