import 'server-only';
import { and, eq, inArray, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { db, type Tx } from '@/platform/db/client';
import { remove } from '@/platform/storage/files';
import { looseFiles } from './tables';

/** Writes down a file that is in storage and in no picture's row yet. `owner` is what it was made for: "image:42". */
export async function noteLooseFile(owner: string, key: string, now: Date): Promise<void> {
  await db.insert(looseFiles).values({ key, owner, createdAt: now });
}

/** Writes down files that belong to no picture from this transaction on. Their bytes go with `sweepLooseFiles` after it, or by the clock. */
export async function letFilesGo(tx: Tx, owner: string, keys: readonly string[], now: Date): Promise<void> {
  const rows = keys.map((key) => ({ key, owner, createdAt: now, sweptAt: now }));
  if (rows.length > 0) await tx.insert(looseFiles).values(rows);
}

/**
 * Takes files off the list: from this transaction on a picture's row has them.
 * @returns false when one is missing there: it was swept by somebody, and its bytes with it
 */
export async function claimFiles(tx: Tx, keys: readonly string[]): Promise<boolean> {
  const claimed = await tx
    .delete(looseFiles)
    .where(and(inArray(looseFiles.key, [...keys]), isNull(looseFiles.sweptAt)))
    .returning({ key: looseFiles.key });
  return claimed.length === new Set(keys).size;
}

/** Removes those of these files that are loose. */
export function sweepLooseFiles(keys: readonly string[], now = new Date()): Promise<number> {
  return sweep(inArray(looseFiles.key, [...keys]), now);
}

/** Removes what killed runs left of one owner's making. A run that still lives notices and gives up. */
export function sweepLooseFilesOf(owner: string, now = new Date()): Promise<number> {
  return sweep(eq(looseFiles.owner, owner), now);
}

/** Removes loose files written down before a time, of whatever owner, and those that a sweep before did not come to. */
export function sweepLooseFilesBefore(before: Date, now = new Date()): Promise<number> {
  return sweep(sql`(${lt(looseFiles.createdAt, before)} or ${isNotNull(looseFiles.sweptAt)})`, now);
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
