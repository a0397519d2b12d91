import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { feedPath } from '@/app/[locale]/addresses';
import { feedResponse } from '@/app/api/feeds/atom';
import { listNewestImages } from '@/domains/images/queries';

/** `/feeds/all.atom`: the newest images of everybody. */
export async function GET(request: Request): Promise<Response> {
  await connection();
  const [{ items }, t] = await Promise.all([listNewestImages(), getTranslations({ locale: 'en', namespace: 'feeds' })]);
  return feedResponse(request, {
    path: feedPath.all,
    page: '/explore',
    title: t('all'),
    subtitle: t('all-text'),
    images: items,
    since: new Date(0),
  });
}
