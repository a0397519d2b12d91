import 'server-only';
import { and, asc, eq, inArray, isNotNull, isNull, lt, notExists, or } from 'drizzle-orm';
import { db } from '@/platform/db/client';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { sweepLooseFilesBefore } from '@/platform/pictures/loose-files';
import { remove } from '@/platform/storage/files';
import { audienceAsked } from '../events';
import { hoursBefore, unfinishedHours, unmadeHours, unmovedHours } from '../rules';
import { images, uploads } from '../tables';
import { eraseImage } from './erase-image';

/** How many of each kind one run clears; the next one goes on. */
const batchSize = 200;

/**
 * Clears what people and killed processes leave behind: uploads nobody shared, originals that are done with, files of no picture, deleted images
 * that were not erased; has files moved that were not; and tells the owners of images that never came out of the making. Safe to run at any time, twice at once too.
 * @returns how many of each it cleared
 */
export async function reapUnfinished(now = new Date()) {
  const before = hoursBefore(now, unfinishedHours);
  const unmade = await failUnmade(hoursBefore(now, unmadeHours));
  const deleted = await eraseForgotten(before);
  const unmoved = await askAgain(hoursBefore(now, unmovedHours), now);
  return {
    uploads: await reapUploads(before),
    files: await sweepLooseFilesBefore(before, now),
    unmade,
    deleted,
    unmoved,
  };
}

async function failUnmade(before: Date): Promise<number> {
  const failed = await db
    .update(images)
    .set({ state: 'failed', failure: 'images.not-made' })
    .where(and(eq(images.state, 'processing'), lt(images.createdAt, before)))
    .returning({ id: images.id });
  return failed.length;
}

async function eraseForgotten(before: Date): Promise<number> {
  const forgotten = await db
    .select({ id: images.id })
    .from(images)
    .where(and(isNotNull(images.deletedAt), lt(images.deletedAt, before)))
    .orderBy(asc(images.deletedAt))
    .limit(batchSize);
  for (const { id } of forgotten) await eraseImage(id);
  return forgotten.length;
}

/** Files that are still not where their owner asked for them: the job gave up, or its fact was lost. It begins anew. */
function askAgain(before: Date, now: Date): Promise<number> {
  return transaction(async (tx) => {
    const waiting = tx
      .select({ id: images.id })
      .from(images)
      .where(and(lt(images.askedAt, before), isNull(images.deletedAt)))
      .orderBy(asc(images.askedAt))
      .limit(batchSize)
      .for('update', { skipLocked: true });
    const asked = await tx
      .update(images)
      .set({ askedAt: now })
      .where(inArray(images.id, waiting))
      .returning({ id: images.id });
    for (const { id } of asked) await announce(tx, audienceAsked, { imageId: id });
    return asked.length;
  });
}

async function reapUploads(before: Date): Promise<number> {
  const inTheMaking = db
    .select({ id: images.id })
    .from(images)
    .where(and(eq(images.uploadRef, uploads.ref), eq(images.state, 'processing')));
  // Someone may share an old upload this very moment. Locked and read again, its row then says "used just now", and it is left alone; marked as
  // used long ago, it can neither be shared nor kept besides another, whatever somebody else's clock says.
  const old = db
    .select({ ref: uploads.ref })
    .from(uploads)
    .where(
      and(
        lt(uploads.createdAt, before),
        or(isNull(uploads.usedAt), and(lt(uploads.usedAt, before), notExists(inTheMaking))),
      ),
    )
    .orderBy(asc(uploads.createdAt))
    .limit(batchSize)
    .for('update', { skipLocked: true });
  const reaped = await db
    .update(uploads)
    .set({ usedAt: new Date(0) })
    .where(inArray(uploads.ref, old))
    .returning({ ref: uploads.ref, fileKey: uploads.fileKey });
  if (reaped.length === 0) return 0;
  await remove(reaped.map((upload) => upload.fileKey));
  await db.delete(uploads).where(
    inArray(
      uploads.ref,
      reaped.map((upload) => upload.ref),
    ),
  );
  return reaped.length;
}
