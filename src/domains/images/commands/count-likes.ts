import 'server-only';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { refuse } from '@/kernel/refusal';
import type { Tx } from '@/platform/db/client';
import { type ImageId, images } from '../tables';
import { isOpen } from '../visibility';

/**
 * Counts a like in the transaction that wrote it, as its last statement: the likes of one image take turns here. The condition decides, and waits for whoever makes
 * the image private, hides or deletes it.
 * @throws Refusal `images.missing` for what cannot be seen by its address (any more)
 */
export async function countLike(tx: Tx, id: ImageId): Promise<void> {
  const counted = await tx
    .update(images)
    .set({ likesCount: sql`${images.likesCount} + 1` })
    .where(and(eq(images.id, id), isOpen))
    .returning({ id: images.id });
  if (counted.length === 0) refuseMissing();
}

export const refuseMissing = () => refuse('missing', 'images.missing', 'There is no such image.');

/** Holds images whose likes go, whoever may see them, in the order of their ids, so that two who hold several never wait in a circle. */
export async function holdImages(tx: Tx, which: { ref: string } | { ids: readonly ImageId[] }) {
  return tx
    .select({ id: images.id, ref: images.ref, likesCount: images.likesCount })
    .from(images)
    .where('ref' in which ? eq(images.ref, which.ref) : inArray(images.id, [...which.ids]))
    .orderBy(images.id)
    .for('no key update');
}

/** Counts off a like of each of these images, in the transaction that removed them and holds the images. */
export async function discountLikes(tx: Tx, ids: readonly ImageId[]): Promise<void> {
  await tx
    .update(images)
    .set({ likesCount: sql`${images.likesCount} - 1` })
    .where(inArray(images.id, [...ids]));
}

/** Puts right the number of likes of an image that the transaction holds. */
export async function putLikes(tx: Tx, id: ImageId, likesCount: number): Promise<void> {
  await tx.update(images).set({ likesCount }).where(eq(images.id, id));
}
