import 'server-only';
import { and, eq, isNull, sql, TransactionRollbackError } from 'drizzle-orm';
import { members } from '@/domains/accounts/tables';
import { db, type Tx } from '@/platform/db/client';
import { log } from '@/platform/log';
import { transaction } from '@/platform/outbox/transaction';
import { sweepLooseFiles, sweepLooseFilesOf } from '@/platform/pictures/loose-files';
import { insertPicture, type PlacedFiles, putPicture, releasePicture } from '@/platform/pictures/store';
import { type PictureId, pictures } from '@/platform/pictures/tables';
import { pictureColumns } from '@/platform/pictures/view';
import { read } from '@/platform/storage/files';
import { fileOwner } from '../rules';
import { type ImageId, images } from '../tables';

/**
 * Gives an image the audience that its owner asked for: stores its files anew, for its owner alone or for everybody, and then, in one transaction, shows it by
 * these and lets the old ones go, so that the addresses of before are dead for good. The image is private until then. May run again at any time, also twice at
 * once: at most one run switches, and the files of every other are removed. Does nothing for an image of which nothing is asked, or that is deleted.
 * @returns what names the image in caches; null when there is none (any more)
 * @throws when storage or the database fail, or another run was in the way: the job tries again
 */
export async function moveFiles(imageId: number, now = new Date()): Promise<{ ref: string; handle: string } | null> {
  const image = await findForMoving(imageId);
  if (!image) return null;
  const names = { ref: image.ref, handle: image.handle };
  if (image.askedAudience === null) return names;
  const owner = fileOwner(image);
  await sweepLooseFilesOf(owner);
  const isPrivate = image.askedAudience === 'private';
  const placed = await putPicture({ files: await filesOf(image.picture.files) }, { isPrivate, owner, now });
  const outcome = await switchFiles({ ...image, isPrivate }, placed, now);
  if (outcome.kind === 'switched') {
    await sweepLooseFiles(outcome.keys);
    return names;
  }
  log.info('images.moved-in-vain', { imageId, outcome: outcome.kind });
  await sweepLooseFiles(placed.keys);
  if (outcome.kind === 'swept') throw new Error('the files of an image on the move were swept by another run');
  return names;
}

async function findForMoving(imageId: number) {
  const [image] = await db
    .select({
      id: images.id,
      ref: images.ref,
      handle: members.handle,
      askedAudience: images.askedAudience,
      pictureId: pictures.id,
      picture: { ...pictureColumns, bytes: pictures.bytes },
    })
    .from(images)
    .innerJoin(members, eq(members.id, images.ownerId))
    .innerJoin(pictures, eq(pictures.id, images.pictureId))
    .where(and(eq(images.id, imageId as ImageId), isNull(images.deletedAt)))
    .limit(1);
  return image ?? null;
}

/** The bytes behind each key; those of a key that stands twice are one Buffer, as `putPicture` wants it. */
async function filesOf(keys: string[]): Promise<Buffer[]> {
  const bytes = new Map<string, Buffer>();
  for (const key of new Set(keys)) bytes.set(key, await read(key));
  return keys.map((key) => bytes.get(key) as Buffer);
}

type Moving = NonNullable<Awaited<ReturnType<typeof findForMoving>>> & { isPrivate: boolean };
type Outcome = { kind: 'unwanted' | 'swept' } | { kind: 'switched'; keys: string[] };

/**
 * Writes the switch, or nothing: `unwanted` when another run was first, the image was deleted or its owner changed their mind, `swept` when somebody took the
 * files for leftovers. `keys`: the files to remove now.
 */
async function switchFiles(image: Moving, placed: PlacedFiles, now: Date): Promise<Outcome> {
  let outcome: Outcome = { kind: 'unwanted' };
  await transaction(async (tx) => {
    const pictureId = await insertPicture(tx, image.picture, placed, now);
    if (pictureId === null) {
      outcome = { kind: 'swept' };
      return tx.rollback();
    }
    const letGo = async () => (await show(tx, image, pictureId)) || tx.rollback();
    const keys = await releasePicture(tx, image.pictureId, { letGo, owner: fileOwner(image), now });
    outcome = { kind: 'switched', keys };
  }).catch((thrown: unknown) => {
    if (!(thrown instanceof TransactionRollbackError)) throw thrown;
  });
  return outcome;
}

/** Whatever was asked for since that the same files suit is what it becomes. @returns false when the files suit it no more */
async function show(tx: Tx, { id, pictureId: before, isPrivate }: Moving, pictureId: PictureId): Promise<boolean> {
  const { rowCount } = await tx
    .update(images)
    .set({ pictureId, audience: sql`${images.askedAudience}`, askedAudience: null, askedAt: null })
    .where(
      and(
        eq(images.id, id),
        eq(images.pictureId, before),
        isNull(images.deletedAt),
        sql`(${images.askedAudience} = 'private') = ${isPrivate}`,
      ),
    );
  return rowCount === 1;
}
