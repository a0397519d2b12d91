import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { addressOf, feedPath } from '@/app/[locale]/addresses';
import { feedResponse, noFeed } from '@/app/api/feeds/atom';
import { findPerson } from '@/domains/accounts/queries';
import { listImagesOf } from '@/domains/images/queries';

type Context = { params: Promise<{ handle: string }> };

/** `/feeds/people/{handle}.atom`: the newest images of one person. An earlier handle leads to the present one, as the profile does. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  await connection();
  const { handle } = await params;
  const person = await findPerson(handle);
  if (!person) return noFeed();
  if (person.handle !== handle) return Response.redirect(addressOf(feedPath.person(person.handle), 'en'), 307);
  const [{ items }, t] = await Promise.all([
    listImagesOf(person.handle),
    getTranslations({ locale: 'en', namespace: 'feeds' }),
  ]);
  return feedResponse(request, {
    path: feedPath.person(person.handle),
    page: `/people/${person.handle}`,
    title: t('person', { name: person.name }),
    subtitle: person.bio || t('person-text', { name: person.name }),
    images: items,
    since: person.createdAt,
  });
}
