import 'server-only';
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { cacheLife, cacheTag } from 'next/cache';
import { z } from 'zod';
import { peopleTag } from '@/domains/accounts/cache';
import type { MemberId } from '@/domains/accounts/tables';
import { isNotHiddenFrom } from '@/domains/social/visibility';
import { decodeCursor, type Page, pageOf } from '@/kernel/page';
import { imageListsTag } from '../cache';
import { cardOf, cards, type ImageCard, ownersIn } from '../queries';
import { isTag, pageSize } from '../rules';
import { type ImageId, images, imageTags } from '../tables';
import { isListed } from '../visibility';

/**
 * The images with a tag in its one form (`tagOf`), the one shared last first, 24 a page; empty for a tag nobody gave. Cached and bounded like
 * `listNewestImages`, later pages without those whom `viewerId` hides. By id: the index of tags then gives the order, where dates would have every image of a tag sorted for each page.
 * @throws Refusal `site.cursor`
 */
export async function listImagesTagged(
  tag: string,
  cursor?: string,
  viewerId: MemberId | null = null,
): Promise<Page<ImageCard>> {
  if (!isTag(tag)) return { items: [], next: null };
  return cursor === undefined ? firstPageTagged(tag) : pageTagged(tag, decodeCursor(z.int().min(1), cursor), viewerId);
}

async function firstPageTagged(tag: string) {
  'use cache';
  if (!isTag(tag)) return { items: [], next: null };
  cacheLife('max');
  cacheTag(imageListsTag(), peopleTag());
  const page = await pageTagged(tag);
  cacheTag(...ownersIn(page));
  return page;
}

async function pageTagged(tag: string, after?: number, viewerId: MemberId | null = null): Promise<Page<ImageCard>> {
  const isBefore = after === undefined ? undefined : lt(imageTags.imageId, after as ImageId);
  const rows = await cards()
    // "+ 0": each image is found by its key. Otherwise both tables may be walked side by side, from the newest image to the last one with the tag.
    .innerJoin(imageTags, and(eq(images.id, sql`${imageTags.imageId} + 0`), eq(imageTags.tag, tag)))
    .where(and(isListed, isBefore, isNotHiddenFrom(viewerId, images.ownerId)))
    .orderBy(desc(imageTags.imageId))
    .limit(pageSize + 1);
  return pageOf(rows, pageSize, ({ id }) => id, cardOf);
}
