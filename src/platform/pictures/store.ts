import 'server-only';
import { eq, inArray } from 'drizzle-orm';
import { invariant } from '@/kernel/invariant';
import { db, type Tx } from '@/platform/db/client';
import { isForeignKeyViolation } from '@/platform/db/foreign-key-violation';
import { put, remove } from '@/platform/storage/files';
import { derivatives } from './derivatives';
import type { DerivedPicture } from './derive';
import { claimFiles, letFilesGo, noteLooseFile } from './loose-files';
import { looseFiles, type PictureId, pictures } from './tables';

/** The files of a derived picture in storage, not yet in a picture's row: `keys` in the order of `derivatives`. */
export type PlacedFiles = { keys: string[]; bytes: number };

/**
 * Puts each distinct file of a picture into storage, once; what is one file is one Buffer. Each key is written down as loose, for `owner` ("image:42"), before
 * the next file is sent: who dies here leaves nothing unknown. If one of them fails, those already there are removed again.
 * @throws Error when the file host does not take a file
 */
export async function putPicture(
  picture: Pick<DerivedPicture, 'files'>,
  { isPrivate, owner, now }: { isPrivate: boolean; owner: string; now: Date },
): Promise<PlacedFiles> {
  const placed = new Map<Buffer, string>();
  try {
    for (const [index, bytes] of picture.files.entries()) {
      const derivative = derivatives[index];
      invariant(derivative, 'a picture has a file for each derivative');
      if (placed.has(bytes)) continue;
      const { width, square, format } = derivative;
      const name = `${square ? 'square' : 'picture'}-${width}.${format}`;
      const key = await put({ bytes, name, type: `image/${format}`, isPrivate });
      placed.set(bytes, key);
      await noteLooseFile(owner, key, now);
    }
  } catch (error) {
    // Not by a sweep, which knows only what was written down: the last key may not be.
    const keys = [...placed.values()];
    await remove(keys);
    await db.delete(looseFiles).where(inArray(looseFiles.key, keys));
    throw error;
  }
  const keys = picture.files.map((bytes) => placed.get(bytes) ?? '');
  return { keys, bytes: [...placed.keys()].reduce((sum, file) => sum + file.length, 0) };
}

/** Writes the row of a picture and takes its files off the list of loose ones. @returns null when they were swept: then roll back. */
export async function insertPicture(
  tx: Tx,
  { width, height, colour, blur }: Omit<DerivedPicture, 'files' | 'hash'>,
  { keys, bytes }: PlacedFiles,
  now: Date,
): Promise<PictureId | null> {
  const row = { width, height, colour, blur, files: keys, bytes, createdAt: now };
  const [inserted] = await tx.insert(pictures).values(row).returning({ id: pictures.id });
  invariant(inserted, 'an inserted row comes back');
  return (await claimFiles(tx, keys)) ? inserted.id : null;
}

/**
 * Ends a picture's being shown: `letGo` takes it from the row that shows it, and the picture's own row goes with it unless another row shows it too, which
 * foreign keys decide. Its files become loose. The picture is locked first, so that of two who let go at once the second finds itself the last.
 * @returns the files to give to `sweepLooseFiles` once this is committed; what a kill leaves of them, the clock removes
 */
export async function releasePicture(
  tx: Tx,
  id: PictureId,
  { letGo, owner, now }: { letGo: () => Promise<unknown>; owner: string; now: Date },
): Promise<string[]> {
  const [picture] = await tx.select({ files: pictures.files }).from(pictures).where(eq(pictures.id, id)).for('update');
  await letGo();
  if (!picture || !(await deleteUnlessShown(tx, id))) return [];
  const keys = [...new Set(picture.files)];
  await letFilesGo(tx, owner, keys, now);
  return keys;
}

async function deleteUnlessShown(tx: Tx, id: PictureId): Promise<boolean> {
  try {
    // In a savepoint of its own: the refusal must not spoil the transaction.
    await tx.transaction((inner) => inner.delete(pictures).where(eq(pictures.id, id)));
    return true;
  } catch (thrown) {
    if (isForeignKeyViolation(thrown)) return false;
    throw thrown;
  }
}
