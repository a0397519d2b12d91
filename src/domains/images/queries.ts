import 'server-only';
import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { cacheLife, cacheTag } from 'next/cache';
import { peopleTag, personTag } from '@/domains/accounts/cache';
import { type MemberId, members } from '@/domains/accounts/tables';
import { isNotHiddenFrom } from '@/domains/social/visibility';
import { referencePattern } from '@/kernel/ids';
import { decodeCursor, newestPosition, type Page, pageOf } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { pictures } from '@/platform/pictures/tables';
import { faceView, type PictureView, pictureColumns, pictureView } from '@/platform/pictures/view';
import { imageListsTag, imagesOfTag, imageTag } from './cache';
import { pageSize } from './rules';
import { type ImageId, images, imageTags } from './tables';
import { isListed, isOpen } from './visibility';

/** An image as lists show it. */
export type ImageCard = {
  id: ImageId;
  ref: string;
  slug: string;
  title: string;
  altText: string;
  publishedAt: Date;
  likesCount: number;
  owner: { handle: string; name: string };
  picture: PictureView;
};

/** What lists show of an image. */
export const cardColumns = {
  id: images.id,
  ref: images.ref,
  slug: images.slug,
  title: images.title,
  altText: images.altText,
  // A column of ready images, of which there is none without it (a CHECK).
  publishedAt: sql<Date>`${images.publishedAt}`.mapWith(images.publishedAt),
  likesCount: images.likesCount,
  owner: { handle: members.handle, name: members.name },
  picture: pictureColumns,
};

/** What an image's own page tells besides. */
export const detailColumns = {
  description: images.description,
  source: images.source,
  licence: images.licence,
  audience: images.audience,
  commentsOpen: images.commentsOpen,
  // In the same statement: a list of its own would double the round trips of the page.
  tags: sql<string[]>`array(
    select ${imageTags.tag} from ${imageTags} where ${imageTags.imageId} = ${images.id} order by ${imageTags.position}
  )`,
};

/** The pictures that are photos of people. */
const photos = alias(pictures, 'photos');

/** Ready images with their owners and pictures: the one join behind every list. */
export const cards = () =>
  db
    .select(cardColumns)
    .from(images)
    .innerJoin(members, eq(members.id, images.ownerId))
    .innerJoin(pictures, eq(pictures.id, images.pictureId))
    .$dynamic();

type CardRow = Awaited<ReturnType<typeof cards>>[number];

/** A row of {@link cards} as lists show it. */
export const cardOf = ({ picture, ...row }: CardRow): ImageCard => ({ ...row, picture: pictureView(picture) });

/** Those of these images that stand in lists for everybody, in no order. At most 500 ids; one statement. */
export async function findListedImages(ids: readonly ImageId[]): Promise<ImageCard[]> {
  if (ids.length === 0) return [];
  const rows = await cards().where(and(inArray(images.id, [...ids]), isListed));
  return rows.map(cardOf);
}

type Position = [at: Date, id: number];

const positionOf = (row: CardRow): [number, number] => [row.publishedAt.getTime(), row.id];

/** One page of a list by newest, after a position. By key, not by number: what others post meanwhile neither repeats nor hides a row. */
async function newestPage(which: SQL | undefined, after?: Position, skipped = 0): Promise<Page<ImageCard>> {
  const isAfter = after && sql`(${images.publishedAt}, ${images.id}) < (${after[0].toISOString()}, ${after[1]})`;
  const rows = await cards()
    .where(and(isListed, which, isAfter))
    .orderBy(desc(images.publishedAt), desc(images.id))
    .limit(pageSize + 1)
    .offset(skipped);
  return pageOf(rows, pageSize, positionOf, cardOf);
}

/**
 * The newest images of everybody, 24 a page. The first page is cached until an image appears, changes or goes, and the same for everybody; later ones are read
 * each time, without those whom `viewerId` hides. One statement. @throws Refusal `site.cursor`
 */
export async function listNewestImages(cursor?: string, viewerId: MemberId | null = null): Promise<Page<ImageCard>> {
  if (cursor === undefined) return firstPageOfNewest();
  return newestPage(isNotHiddenFrom(viewerId, images.ownerId), decodeCursor(newestPosition, cursor));
}

/** A page of the newest images with so many before it, at most 2,400: for those who go by the number of a page. Never cached; one statement. */
export const listNewestFrom = (skipped: number, viewerId: MemberId | null): Promise<Page<ImageCard>> =>
  newestPage(isNotHiddenFrom(viewerId, images.ownerId), undefined, skipped);

async function firstPageOfNewest() {
  'use cache';
  cacheLife('max');
  cacheTag(imageListsTag(), peopleTag());
  const page = await newestPage(undefined);
  cacheTag(...ownersIn(page));
  return page;
}

/** The tags of those whose images are on a page. At most 24: Next keeps 128 tags of a page. */
export const ownersIn = ({ items }: Page<ImageCard>) => [...new Set(items.map(({ owner }) => personTag(owner.handle)))];

/**
 * The public images of one person, newest first, 24 a page; empty for a handle nobody has. Cached and bounded like `listNewestImages`.
 * @throws Refusal `site.cursor`
 */
export async function listImagesOf(handle: string, cursor?: string): Promise<Page<ImageCard>> {
  // Refused before the cache: invented words would fill it.
  if (!isHandle(handle)) return nothing;
  if (cursor === undefined) return firstPageOf(handle);
  return newestPage(eq(images.ownerId, ownerOf(handle)), decodeCursor(newestPosition, cursor));
}

const nothing: Page<ImageCard> = { items: [], next: null };
const isHandle = (word: unknown) => typeof word === 'string' && /^[a-z0-9_]{3,30}$/.test(word);
const isReference = (word: unknown) => typeof word === 'string' && referencePattern.test(word);

async function firstPageOf(handle: string) {
  'use cache';
  // Next lets anybody call a cached function, with any arguments: it looks for itself.
  if (!isHandle(handle)) return nothing;
  cacheLife('max');
  cacheTag(imagesOfTag(handle), personTag(handle));
  return newestPage(eq(images.ownerId, ownerOf(handle)));
}

/** A subquery rather than a condition on the joined row: the owner's index then gives the order, whatever the planner believes of handles. */
const ownerOf = (handle: string) => sql`(select ${members.id} from ${members} where ${members.handle} = ${handle})`;

/** The public face of an image by its reference: public or unlisted, the same for everyone; null for all else. Cached; one statement. */
export async function findPublicImage(ref: string) {
  return isReference(ref) ? findOpenImage(ref) : null;
}

async function findOpenImage(ref: string) {
  'use cache';
  if (!isReference(ref)) return null;
  cacheLife('max');
  cacheTag(imageTag(ref));
  const [image] = await db
    .select({ ...cardColumns, ...detailColumns, owner: { ...cardColumns.owner, id: members.id }, photo: photos.files })
    .from(images)
    .innerJoin(members, eq(members.id, images.ownerId))
    .innerJoin(pictures, eq(pictures.id, images.pictureId))
    .leftJoin(photos, eq(photos.id, members.avatarPictureId))
    .where(and(eq(images.ref, ref), isOpen))
    .limit(1);
  cacheTag(image ? personTag(image.owner.handle) : peopleTag());
  if (!image) return null;
  const { photo, ...shown } = image;
  return { ...shown, owner: { ...shown.owner, photo: faceView(photo) }, picture: pictureView(shown.picture) };
}

/** An image as its own page shows it. */
export type ImageDetail = NonNullable<Awaited<ReturnType<typeof findPublicImage>>>;
