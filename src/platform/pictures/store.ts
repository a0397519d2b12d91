import 'server-only';
import { eq } from 'drizzle-orm';
import { invariant } from '@/kernel/invariant';
import type { Tx } from '@/platform/db/client';
import { put, remove } from '@/platform/storage/files';
import { derivatives } from './derivatives';
import type { DerivedPicture } from './derive';
import { type PictureId, pictures } from './tables';

/** The files of a derived picture in storage, not yet written down anywhere: `keys` in the order of `derivatives`. */
export type PlacedFiles = { keys: string[]; bytes: number };

/**
 * Puts each distinct file of a picture into storage, once. If one of them fails, those already there are removed again.
 * `note` hears of each key before the next file is sent, so that a caller can write it down: who dies here leaves nothing unknown.
 */
export async function putPicture(
  picture: DerivedPicture,
  { isPrivate, note = async () => {} }: { isPrivate: boolean; note?: (key: string) => Promise<void> },
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
      await note(key);
    }
  } catch (error) {
    await remove([...placed.values()]);
    throw error;
  }
  const keys = picture.files.map((bytes) => placed.get(bytes) ?? '');
  return { keys, bytes: [...placed.keys()].reduce((sum, file) => sum + file.length, 0) };
}

/** Writes the row of a picture whose files are in storage. */
export async function insertPicture(
  tx: Tx,
  { width, height, colour, blur }: DerivedPicture,
  { keys, bytes }: PlacedFiles,
  now: Date,
): Promise<PictureId> {
  const row = { width, height, colour, blur, files: keys, bytes, createdAt: now };
  const [inserted] = await tx.insert(pictures).values(row).returning({ id: pictures.id });
  invariant(inserted, 'an inserted row comes back');
  return inserted.id;
}

/** Deletes the row of a picture whose files are gone. @throws when something still shows it (a foreign key) */
export async function deletePicture(tx: Tx, id: PictureId): Promise<void> {
  await tx.delete(pictures).where(eq(pictures.id, id));
}
