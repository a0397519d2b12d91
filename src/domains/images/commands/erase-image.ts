import 'server-only';
import { and, eq, exists, isNotNull, ne, or } from 'drizzle-orm';
import { db } from '@/platform/db/client';
import { deletePicture } from '@/platform/pictures/store';
import { type PictureId, pictures } from '@/platform/pictures/tables';
import { remove } from '@/platform/storage/files';
import { type ImageId, images, uploads } from '../tables';
import { sweepLooseFiles } from './sweep-loose-files';

/**
 * Removes the original of an image that is made, failed or deleted: nobody needs it again, and it may say where it was taken. Does nothing while
 * the image is in the making, and nothing the second time.
 */
export async function removeOriginal(imageId: number): Promise<void> {
  const isDone = db
    .select({ id: images.id })
    .from(images)
    .where(
      and(
        eq(images.id, imageId as ImageId),
        eq(images.uploadRef, uploads.ref),
        or(ne(images.state, 'processing'), isNotNull(images.deletedAt)),
      ),
    );
  const [upload] = await db.select({ ref: uploads.ref, fileKey: uploads.fileKey }).from(uploads).where(exists(isDone));
  if (!upload) return;
  await remove([upload.fileKey]);
  await db.delete(uploads).where(eq(uploads.ref, upload.ref));
}

/**
 * Erases a deleted image: files first, rows last, so that a run that dies is done again from what is left. A picture that other images show
 * (seeded ones do) stays. Does nothing for an image that is not deleted.
 */
export async function eraseImage(imageId: number): Promise<void> {
  const id = imageId as ImageId;
  const [image] = await db
    .select({ pictureId: images.pictureId, files: pictures.files })
    .from(images)
    .leftJoin(pictures, eq(pictures.id, images.pictureId))
    .where(and(eq(images.id, id), isNotNull(images.deletedAt)))
    .limit(1);
  if (!image) return;
  await sweepLooseFiles(id);
  await removeOriginal(id);
  const { pictureId } = image;
  const isOnly = pictureId !== null && (await isOnlyIn(id, pictureId));
  if (isOnly) await remove([...new Set(image.files)]);
  await db.transaction(async (tx) => {
    await tx.delete(images).where(eq(images.id, id));
    // A foreign key holds the picture while another image shows it, should one have come meanwhile.
    if (isOnly) await deletePicture(tx, pictureId);
  });
}

async function isOnlyIn(imageId: ImageId, pictureId: PictureId): Promise<boolean> {
  const [other] = await db
    .select({ id: images.id })
    .from(images)
    .where(and(eq(images.pictureId, pictureId), ne(images.id, imageId)))
    .limit(1);
  return other === undefined;
}
