import 'server-only';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { cacheLife, cacheTag } from 'next/cache';
import { newcomersTag, peopleTag, personTag } from '@/domains/accounts/cache';
import { handlePattern } from '@/domains/accounts/rules';
import { type MemberId, members } from '@/domains/accounts/tables';
import { followsTag } from '@/domains/social/cache';
import { type Looking, listPeople, type PersonCard } from '@/domains/social/queries/people';
import type { PeopleOrder } from '@/domains/social/rules';
import type { Page } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { pictures } from '@/platform/pictures/tables';
import { type PictureView, pictureColumns, pictureView } from '@/platform/pictures/view';
import { imagesOfTag } from '../cache';
import { images } from '../tables';
import { isListed } from '../visibility';

/** An image as small as it gets: a square that leads to its page. */
export type Glimpse = { ref: string; slug: string; title: string; square: PictureView['square'] };

/** A person with what they shared last. */
export type Exhibitor = PersonCard & { images: Glimpse[] };

/** How many of a person's images a list of people shows. */
const glimpses = 3;

/**
 * People in an order, each with their three newest images, 24 a page. What a visitor's first page shows is cached: by newest until somebody joins, goes or
 * comes back or somebody on it changes; by followers for a minute. Two statements.
 * @throws Refusal `site.cursor`
 */
export async function listExhibitors(order: PeopleOrder, viewer: Looking = null, cursor?: string) {
  if (viewer !== null || cursor !== undefined) return withImages(await listPeople(order, viewer, cursor));
  return order === 'newest' ? newestExhibitors() : mostFollowedExhibitors();
}

async function newestExhibitors() {
  'use cache';
  cacheLife('max');
  const page = await withImages(await listPeople('newest', null));
  // At most 98: Next keeps 128 tags of a page.
  cacheTag(newcomersTag(), peopleTag());
  cacheTag(...page.items.flatMap(({ handle }) => [personTag(handle), followsTag(handle), imagesOfTag(handle)]));
  return page;
}

async function mostFollowedExhibitors() {
  'use cache';
  cacheLife({ stale: 60, revalidate: 60, expire: 600 });
  const page = await withImages(await listPeople('most-followed', null));
  // Whoever goes is gone on the next read; who follows whom may be a minute old.
  cacheTag(...page.items.flatMap(({ handle }) => [personTag(handle), imagesOfTag(handle)]));
  return page;
}

async function withImages({ items, next }: Page<PersonCard>): Promise<Page<Exhibitor>> {
  const newest = await newestOf(items.map(({ id }) => id));
  return { items: items.map((person) => ({ ...person, images: newest.get(person.id) ?? [] })), next };
}

/** The newest listed images of each of these people. One statement, one step down an index for each. */
async function newestOf(ids: readonly MemberId[]): Promise<Map<MemberId, Glimpse[]>> {
  if (ids.length === 0) return new Map();
  const newest = db
    .select({
      ref: images.ref,
      slug: images.slug,
      title: images.title,
      pictureId: images.pictureId,
      publishedAt: images.publishedAt,
    })
    .from(images)
    .where(and(eq(images.ownerId, members.id), isListed))
    .orderBy(desc(images.publishedAt), desc(images.id))
    .limit(glimpses)
    .as('newest');
  const rows = await db
    .select({
      ownerId: members.id,
      ref: newest.ref,
      slug: newest.slug,
      title: newest.title,
      picture: pictureColumns,
    })
    .from(members)
    .crossJoinLateral(newest)
    .innerJoin(pictures, eq(pictures.id, newest.pictureId))
    .where(inArray(members.id, [...ids]))
    .orderBy(members.id, desc(newest.publishedAt));
  const found = new Map<MemberId, Glimpse[]>();
  for (const { ownerId, picture, ...image } of rows)
    found.set(ownerId, [...(found.get(ownerId) ?? []), { ...image, square: pictureView(picture).square }]);
  return found;
}

/** How many images of a person stand in lists for everybody. Cached; one statement. */
export async function countImagesOf(handle: string): Promise<number> {
  return handlePattern.test(handle) ? countListed(handle) : 0;
}

async function countListed(handle: string) {
  'use cache';
  // Next lets anybody call a cached function, with any arguments: it looks for itself.
  if (typeof handle !== 'string' || !handlePattern.test(handle)) return 0;
  cacheLife('max');
  cacheTag(imagesOfTag(handle), personTag(handle));
  const [counted] = await db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(images)
    .where(and(eq(images.ownerId, sql`(select id from ${members} where ${members.handle} = ${handle})`), isListed));
  return counted?.count ?? 0;
}
