import 'server-only';
import { and, asc, eq, gt, lte, sql } from 'drizzle-orm';
import { holdImages, putLikes } from '@/domains/images/commands/count-likes';
import { type ImageId, images } from '@/domains/images/tables';
import { db } from '@/platform/db/client';
import { likes } from '../tables';

/** A count that was wrong: what the image said, and what there is. */
export type WrongLikes = { ref: string; was: number; is: number };

/** Images looked at by one statement. */
const batchSize = 1_000;

/**
 * Counts the likes of every image from scratch, and puts right what is wrong; the site may run meanwhile. Each batch is looked at as of one moment, at which a like
 * and its count are both there or neither; only an image that is wrong is held, and counted once more.
 * @param found hears of each wrong count, once it is put right
 * @returns how many images were looked at
 */
export async function recountLikes(found: (wrong: WrongLikes) => void = () => {}): Promise<number> {
  let looked = 0;
  for (let after = 0 as ImageId; ; ) {
    const batch = await db
      .select({ id: images.id })
      .from(images)
      .where(gt(images.id, after))
      .orderBy(asc(images.id))
      .limit(batchSize);
    const last = batch.at(-1)?.id;
    if (last === undefined) return looked;
    for (const { id } of await wrongOnes(after, last)) {
      const wrong = await putRight(id);
      if (wrong) found(wrong);
    }
    looked += batch.length;
    after = last;
  }
}

/** Images from one id (without it) to another whose count is not that of their likes. */
function wrongOnes(after: ImageId, last: ImageId) {
  const counted = db
    .select({ imageId: likes.imageId, count: sql<number>`count(*)`.as('count') })
    .from(likes)
    .where(and(gt(likes.imageId, after), lte(likes.imageId, last)))
    .groupBy(likes.imageId)
    .as('counted');
  return db
    .select({ id: images.id })
    .from(images)
    .leftJoin(counted, eq(counted.imageId, images.id))
    .where(and(gt(images.id, after), lte(images.id, last), sql`${images.likesCount} <> coalesce(${counted.count}, 0)`))
    .orderBy(asc(images.id));
}

/** @returns null when the image is gone, or right by now */
function putRight(id: ImageId): Promise<WrongLikes | null> {
  return db.transaction(async (tx) => {
    const [image] = await holdImages(tx, { ids: [id] });
    if (!image) return null;
    // A statement of its own: it sees what was committed while the image was waited for.
    const is = await tx.$count(likes, eq(likes.imageId, id));
    if (is === image.likesCount) return null;
    await putLikes(tx, id, is);
    return { ref: image.ref, was: image.likesCount, is };
  });
}
