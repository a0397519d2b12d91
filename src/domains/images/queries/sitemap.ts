import 'server-only';
import { and, asc, between, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { members } from '@/domains/accounts/tables';
import { isHere } from '@/domains/accounts/visibility';
import { db } from '@/platform/db/client';
import { imagePath, tagPath } from '../rules';
import { images, imageTags } from '../tables';
import { isListed } from '../visibility';

/** An address search engines may know, without language, and since when it is what it is. */
export type Entry = { path: string; at?: Date };

/**
 * Ids in one part. Parts are ranges of ids, so that each is found by key however many there are, and stays the same part while others are added. A tag
 * belongs to the part of the first image that has it: at most twenty an image, so that no part reaches the 50,000 addresses a sitemap may have.
 */
const partSize = 1_000;

const rangeOf = (part: number): [number, number] => [part * partSize + 1, (part + 1) * partSize];

/** How many parts there are of images (and of their tags) and of people. One statement, two looks at the end of an index. */
export async function countSitemapParts(): Promise<{ images: number; people: number }> {
  const { rows } = await db.execute<{ images: string; people: string }>(sql`
    select coalesce((select max(${images.id}) from ${images}), 0) as images,
      coalesce((select max(${members.id}) from ${members}), 0) as people`);
  const partsOf = (lastId: unknown) => Math.ceil(Number(lastId) / partSize);
  return { images: partsOf(rows[0]?.images), people: partsOf(rows[0]?.people) };
}

/** The images in lists for everybody, of one part (from 0). One statement. */
export async function listSitemapImages(part: number): Promise<Entry[]> {
  const rows = await db
    .select({ ref: images.ref, slug: images.slug, at: sql<Date>`${images.publishedAt}`.mapWith(images.publishedAt) })
    .from(images)
    .where(and(between(images.id, ...(rangeOf(part) as [never, never])), isListed))
    .orderBy(asc(images.id));
  return rows.map(({ at, ...image }) => ({ path: imagePath(image), at }));
}

/** The people who show something, of one part (from 0); others have a page with nothing on it. One statement. */
export async function listSitemapPeople(part: number): Promise<Entry[]> {
  // Not `exists`, which may be planned as a join with every image there is: this is one look into an index for each person.
  const showsSomething = sql`(select ${images.id} from ${images} where ${images.ownerId} = ${members.id} and ${isListed} limit 1) is not null`;
  const rows = await db
    .select({ handle: members.handle })
    .from(members)
    .where(and(between(members.id, ...(rangeOf(part) as [never, never])), isHere, showsSomething))
    .orderBy(asc(members.id));
  return rows.map(({ handle }) => ({ path: `/people/${handle}` }));
}

/** The tags that first came up in one part (from 0) of the images and that some image in lists has. One statement. */
export async function listSitemapTags(part: number): Promise<Entry[]> {
  const others = alias(imageTags, 'others');
  const isFirst = sql`${imageTags.imageId} = (select min(${others.imageId}) from ${imageTags} as others where ${others.tag} = ${imageTags.tag})`;
  // "+ 0": each image is found by its key. Otherwise all images from the first one on may be walked to where the tag came up.
  const isShown = sql`(
    select ${images.id} from ${imageTags} as others join ${images} on ${images.id} = ${others.imageId} + 0
    where ${others.tag} = ${imageTags.tag} and ${isListed} limit 1
  ) is not null`;
  const rows = await db
    .select({ tag: imageTags.tag })
    .from(imageTags)
    .where(and(between(imageTags.imageId, ...(rangeOf(part) as [never, never])), isFirst, isShown))
    .orderBy(asc(imageTags.tag));
  return rows.map(({ tag }) => ({ path: tagPath(tag) }));
}
