import 'server-only';
import { and, eq, exists, isNotNull, ne, or } from 'drizzle-orm';
import { forgetTarget } from '@/domains/activity/commands';
import { db } from '@/platform/db/client';
import { sweepLooseFilesOf } from '@/platform/pictures/loose-files';
import { releasePicture } from '@/platform/pictures/store';
import { remove } from '@/platform/storage/files';
import { duplicateCode, fileOwner } from '../rules';
import { type ImageId, images, uploads } from '../tables';

/**
 * Removes the original of an image that is made, failed or deleted: nobody needs it again, and it may say where it was taken. Does nothing while
 * the image is in the making or waits for a word about a duplicate, and nothing the second time.
 */
export async function removeOriginal(imageId: number): Promise<void> {
  const isDone = db
    .select({ id: images.id })
    .from(images)
    .where(
      and(
        eq(images.id, imageId as ImageId),
        eq(images.uploadRef, uploads.ref),
        or(isNotNull(images.deletedAt), eq(images.state, 'ready'), ne(images.failure, duplicateCode)),
      ),
    );
  const [upload] = await db.select({ ref: uploads.ref, fileKey: uploads.fileKey }).from(uploads).where(exists(isDone));
  if (!upload) return;
  await remove([upload.fileKey]);
  await db.delete(uploads).where(eq(uploads.ref, upload.ref));
}

/**
 * Erases a deleted image: its rows first, its files after, which are written down until they are gone. A picture that others show (seeded ones do)
 * stays. Does nothing for an image that is not deleted.
 * @throws when the file host does not remove what it should; what is left then, the clock removes
 */
export async function eraseImage(imageId: number, now = new Date()): Promise<void> {
  const id = imageId as ImageId;
  const owner = fileOwner({ id });
  const [image] = await db
    .select({ pictureId: images.pictureId })
    .from(images)
    .where(and(eq(images.id, id), isNotNull(images.deletedAt)))
    .limit(1);
  if (!image) return;
  await removeOriginal(id);
  const { pictureId } = image;
  await db.transaction(async (tx) => {
    const letGo = async () => {
      await tx.delete(images).where(eq(images.id, id));
      // After the row, which nobody can do anything to from here on: before it, something might still come.
      await forgetTarget(tx, { kind: 'image', id });
    };
    if (pictureId === null) await letGo();
    else await releasePicture(tx, pictureId, { letGo, owner, now });
  });
  await sweepLooseFilesOf(owner);
}
