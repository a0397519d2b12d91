import 'server-only';
import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { cacheLife, cacheTag } from 'next/cache';
import { z } from 'zod';
import { peopleTag } from '@/domains/accounts/cache';
import { type MemberId, members } from '@/domains/accounts/tables';
import { imageListsTag } from '@/domains/images/cache';
import {
  cardColumns,
  cardOf,
  type ImageCard,
  listNewestFrom,
  listNewestImages,
  ownersIn,
} from '@/domains/images/queries';
import { pageSize } from '@/domains/images/rules';
import { images } from '@/domains/images/tables';
import { isListed } from '@/domains/images/visibility';
import { isNotHiddenFrom } from '@/domains/social/visibility';
import { decodeCursor, type Page, pageOf } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { pictures } from '@/platform/pictures/tables';
import { type ImageOrder, imageOrders } from '../rules';
import { imageViews } from '../tables';

/** What is counted, and whose it is: two columns of one index each. */
const counted = {
  'most-liked': { count: images.likesCount, id: images.id },
  'most-viewed': { count: imageViews.views, id: imageViews.imageId },
} as const;
type CountedOrder = keyof typeof counted;

/**
 * Everybody's images in an order, 24 a page; in the counted ones those that nobody liked, or nobody looked at, are not among them. The first page by newest is
 * cached until an image appears, changes or goes, the counted ones for a minute besides; later ones are read each time. Views are those of the last flush.
 * Later pages leave out those whom `viewerId` hides. One statement. @throws Refusal `site.cursor`
 */
export async function listImagesBy(
  order: ImageOrder,
  cursor?: string,
  viewerId: MemberId | null = null,
): Promise<Page<ImageCard>> {
  if (order === 'newest') return listNewestImages(cursor, viewerId);
  if (cursor === undefined) return firstPageBy(order);
  return pageBy(order, { after: decodeCursor(countPosition, cursor), viewerId });
}

/** A count and an id that parts images of the same count. Bounded to what the larger column holds; more likes than there can be are behind nobody. */
const countPosition = z.tuple([z.int().min(1), z.int().min(1)]);

async function firstPageBy(order: CountedOrder) {
  'use cache';
  // Next lets anybody call a cached function, with any arguments: it looks for itself.
  if (!imageOrders.includes(order) || !Object.hasOwn(counted, order)) return { items: [], next: null };
  cacheLife({ stale: 60, revalidate: 60, expire: 600 });
  cacheTag(imageListsTag(), peopleTag());
  const page = await pageBy(order, {});
  cacheTag(...ownersIn(page));
  return page;
}

type Place = { after?: [count: number, id: number]; skipped?: number; viewerId?: MemberId | null };

async function pageBy(order: CountedOrder, { after, skipped = 0, viewerId = null }: Place): Promise<Page<ImageCard>> {
  const { count, id } = counted[order];
  // Written out as the bigger type: a forged number the column cannot hold is then a comparison and no error.
  const isAfter: SQL | undefined = after && sql`(${count}, ${id}) < (${after[0]}::bigint, ${after[1]}::bigint)`;
  const rows = await from(order)
    .where(and(isListed, sql`${count} > 0`, isAfter, isNotHiddenFrom(viewerId, images.ownerId)))
    .orderBy(desc(count), desc(id))
    .limit(pageSize + 1)
    .offset(skipped);
  return pageOf(rows, pageSize, ({ id, count }) => [count, id], cardOf);
}

/** Each list begins where its order is. */
function from(order: CountedOrder) {
  const columns = { ...cardColumns, count: counted[order].count };
  const begun =
    order === 'most-liked'
      ? db.select(columns).from(images).$dynamic()
      : db.select(columns).from(imageViews).innerJoin(images, eq(images.id, imageViews.imageId)).$dynamic();
  return begun
    .innerJoin(members, eq(members.id, images.ownerId))
    .innerJoin(pictures, eq(pictures.id, images.pictureId));
}

/** Page `number` (2 to 100) of {@link listImagesBy}, counted from the beginning as it is now. Never cached; one statement. */
export async function numberedPageBy(
  order: ImageOrder,
  number: number,
  viewerId: MemberId | null = null,
): Promise<Page<ImageCard>> {
  const skipped = (number - 1) * pageSize;
  return order === 'newest' ? listNewestFrom(skipped, viewerId) : pageBy(order, { skipped, viewerId });
}
