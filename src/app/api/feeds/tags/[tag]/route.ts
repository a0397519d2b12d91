import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { feedPath } from '@/app/[locale]/addresses';
import { feedResponse, noFeed } from '@/app/api/feeds/atom';
import { listImagesTagged } from '@/domains/images/queries/tagged';
import { tagPath } from '@/domains/images/rules';

type Context = { params: Promise<{ tag: string }> };

/** `/feeds/tags/{tag}.atom`: the newest images with a tag, in its one form. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  await connection();
  const { tag } = await params;
  const { items } = await listImagesTagged(tag);
  if (items.length === 0) return noFeed();
  const t = await getTranslations({ locale: 'en', namespace: 'feeds' });
  return feedResponse(request, {
    path: feedPath.tag(tag),
    page: tagPath(tag),
    title: t('tag', { tag }),
    subtitle: t('tag-text', { tag }),
    images: items,
    since: new Date(0),
  });
}
