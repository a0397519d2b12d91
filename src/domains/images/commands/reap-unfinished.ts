import 'server-only';
import { and, asc, eq, inArray, isNotNull, isNull, lt, notExists, or } from 'drizzle-orm';
import { db } from '@/platform/db/client';
import { sweepLooseFilesBefore } from '@/platform/pictures/loose-files';
import { remove } from '@/platform/storage/files';
import { unfinishedHours, unmadeHours } from '../rules';
import { images, uploads } from '../tables';
import { eraseImage } from './erase-image';

/** How many of each kind one run clears; the next one goes on. */
const batchSize = 200;

/**
 * Clears what people and killed processes leave behind: uploads nobody shared, originals that are done with, files of no picture, deleted images
 * that were not erased; and tells the owners of images that never came out of the making. Safe to run at any time, twice at once too.
 * @returns how many of each it cleared
 */
export async function reapUnfinished(now = new Date()) {
  const before = hoursBefore(now, unfinishedHours);
  const unmade = await failUnmade(hoursBefore(now, unmadeHours));
  const deleted = await eraseForgotten(before);
  return { uploads: await reapUploads(before), files: await sweepLooseFilesBefore(before, now), unmade, deleted };
}

const hoursBefore = (now: Date, hours: number) => new Date(now.getTime() - hours * 3_600_000);

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

async function reapUploads(before: Date): Promise<number> {
  const inTheMaking = db
    .select({ id: images.id })
    .from(images)
    .where(and(eq(images.uploadRef, uploads.ref), eq(images.state, 'processing')));
  // Someone may share an old upload this very moment. Locked and read again, its row then says "used just now", and it is left alone; marked as
  // used here, it can be shared no more.
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
    .set({ usedAt: before })
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
