import 'server-only';
import { eq, inArray, lt, type SQL } from 'drizzle-orm';
import { db } from '@/platform/db/client';
import { remove } from '@/platform/storage/files';
import { type ImageId, looseFiles } from '../tables';

/** Removes what killed runs left of an image in the making. A run that still lives notices and gives up. */
export function sweepLooseFiles(imageId: ImageId, now = new Date()) {
  return sweep(eq(looseFiles.imageId, imageId), now);
}

/** Removes loose files written down before a time, of whatever image. */
export function sweepLooseFilesBefore(before: Date, now = new Date()) {
  return sweep(lt(looseFiles.createdAt, before), now);
}

/** Marked first, so that no run publishes them; forgotten last, so that a sweep that dies is done again. @returns how many. */
async function sweep(which: SQL, now: Date): Promise<number> {
  const swept = await db.update(looseFiles).set({ sweptAt: now }).where(which).returning({ key: looseFiles.key });
  const keys = swept.map((file) => file.key);
  if (keys.length === 0) return 0;
  await remove(keys);
  await db.delete(looseFiles).where(inArray(looseFiles.key, keys));
  return keys.length;
}
