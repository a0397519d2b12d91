import 'server-only';
import { and, eq, isNull, TransactionRollbackError } from 'drizzle-orm';
import { type MemberId, members } from '@/domains/accounts/tables';
import { recordActivity } from '@/domains/activity/commands';
import { Refusal } from '@/kernel/refusal';
import { db, type Tx } from '@/platform/db/client';
import { isUniqueViolation } from '@/platform/db/unique-violation';
import { log } from '@/platform/log';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { type DerivedPicture, derivePicture } from '@/platform/pictures/derive';
import { sweepLooseFiles, sweepLooseFilesOf } from '@/platform/pictures/loose-files';
import { insertPicture, type PlacedFiles, putPicture } from '@/platform/pictures/store';
import { read } from '@/platform/storage/files';
import { imagePublished } from '../events';
import { isOfOriginal } from '../queries/own-images';
import { duplicateCode, fileOwner } from '../rules';
import { type ImageId, images, uploads } from '../tables';

/**
 * The making of an image: reads its original, derives and stores its files, and publishes it in one transaction. May run again at any time, also
 * twice at once: at most one run publishes, the files of every other are removed, and an image that is made or deleted is left alone.
 * A file that is no picture makes the image fail with the refusal's code, which its owner sees. So does one that its owner has shared before, until they say
 * `keepBoth`: of two of one original at once the database lets one be made.
 * @returns what names the image in caches; null when there is none (any more)
 * @throws when storage or the database fail, or another run was in the way: the job tries again
 */
export async function processImage(imageId: number, now = new Date()): Promise<{ ref: string; handle: string } | null> {
  const image = await findForProcessing(imageId);
  if (!image) return null;
  const names = { ref: image.ref, handle: image.handle };
  if (image.state !== 'processing' || image.fileKey === null) return names;
  await sweepLooseFilesOf(fileOwner(image));
  const picture = await derive(image.fileKey);
  if (picture instanceof Refusal) {
    await fail(image.id, picture.code);
    return names;
  }
  if (!image.isCopy && (await isSharedBefore(image.ownerId, picture.hash))) {
    await fail(image.id, duplicateCode, picture.hash);
    return names;
  }
  const isPrivate = image.audience === 'private';
  const files = await putPicture(picture, { isPrivate, owner: fileOwner(image), now });
  const outcome = await publish(image, picture, files, now);
  if (outcome === 'published') return names;
  log.info('images.made-in-vain', { imageId, outcome });
  await sweepLooseFiles(files.keys);
  if (outcome === 'duplicate') await fail(image.id, duplicateCode, picture.hash);
  if (outcome === 'swept') throw new Error('the files of an image in the making were swept by another run');
  return names;
}

async function findForProcessing(imageId: number) {
  const [image] = await db
    .select({
      id: images.id,
      ref: images.ref,
      ownerId: images.ownerId,
      isCopy: images.isCopy,
      state: images.state,
      audience: images.audience,
      handle: members.handle,
      fileKey: uploads.fileKey,
    })
    .from(images)
    .innerJoin(members, eq(members.id, images.ownerId))
    .leftJoin(uploads, eq(uploads.ref, images.uploadRef))
    .where(and(eq(images.id, imageId as ImageId), isNull(images.deletedAt)))
    .limit(1);
  return image ?? null;
}

/** A look before the leap, which spares the work of nearly every duplicate; for the others there is the index. */
async function isSharedBefore(ownerId: MemberId, hash: string): Promise<boolean> {
  const [before] = await db.select({ id: images.id }).from(images).where(isOfOriginal(ownerId, hash)).limit(1);
  return before !== undefined;
}

/** A refusal is an answer about the file and comes back as one; anything else is trouble of ours and is thrown. */
async function derive(fileKey: string): Promise<DerivedPicture | Refusal> {
  const bytes = await read(fileKey);
  return derivePicture(bytes).catch((thrown: unknown) => {
    if (thrown instanceof Refusal) return thrown;
    throw thrown;
  });
}

type Made = { id: ImageId; ownerId: MemberId };

/**
 * Writes the picture and makes the image ready, or writes nothing: `unwanted` when another run was first or the image was deleted, `swept` when
 * somebody took the files for leftovers, which two runs of one image do to each other, `duplicate` when another image of the same original was first.
 */
async function publish({ id, ownerId }: Made, picture: DerivedPicture, files: PlacedFiles, now: Date) {
  let outcome: 'published' | 'unwanted' | 'swept' | 'duplicate' = 'published';
  await transaction(async (tx) => {
    const pictureId = await insertPicture(tx, picture, files, now);
    if (pictureId === null) outcome = 'swept';
    else if (!(await makeReady(tx, id, { pictureId, originalHash: picture.hash, publishedAt: now })))
      outcome = 'unwanted';
    if (outcome !== 'published') tx.rollback();
    await recordActivity(tx, { actorId: ownerId, verb: 'shared', targetKind: 'image', targetId: id }, now);
    await announce(tx, imagePublished, { imageId: id });
  }).catch((thrown: unknown) => {
    if (isUniqueViolation(thrown, 'images_once_of_owner')) outcome = 'duplicate';
    else if (!(thrown instanceof TransactionRollbackError)) throw thrown;
  });
  return outcome;
}

async function makeReady(
  tx: Tx,
  id: ImageId,
  made: Pick<typeof images.$inferInsert, 'pictureId' | 'originalHash' | 'publishedAt'>,
) {
  const { rowCount } = await tx
    .update(images)
    .set({ state: 'ready', ...made })
    .where(and(eq(images.id, id), eq(images.state, 'processing'), isNull(images.deletedAt)));
  return rowCount === 1;
}

async function fail(imageId: ImageId, code: string, originalHash?: string) {
  await db
    .update(images)
    .set({ state: 'failed', failure: code, originalHash })
    .where(and(eq(images.id, imageId), eq(images.state, 'processing')));
}
