import 'server-only';
import { and, eq, inArray, isNull, TransactionRollbackError } from 'drizzle-orm';
import { type MemberId, members } from '@/domains/accounts/tables';
import { dayBefore } from '@/domains/engagement/rules';
import { imageViewDays, imageViews } from '@/domains/engagement/tables';
import { type ImageId, images, imageTags } from '@/domains/images/tables';
import { slugOf } from '@/kernel/slug';
import { db, type Tx } from '@/platform/db/client';
import { type DerivedPicture, derivePicture, derivePortrait } from '@/platform/pictures/derive';
import { insertPicture, putPicture } from '@/platform/pictures/store';
import type { PictureId } from '@/platform/pictures/tables';
import type { Showing } from './programme.ts';

const hourMs = 3_600_000;

/** What the files of a seeding are written down for; the reaper finds them by age. */
const owner = 'seed';

/** The references among these whose image is there. */
export async function shownRefs(refs: string[]): Promise<Set<string>> {
  const found = await db.select({ ref: images.ref }).from(images).where(inArray(images.ref, refs));
  return new Set(found.map(({ ref }) => ref));
}

/**
 * Stores a picture, and writes its row together with what `write` adds. When `write` says that somebody else was first, nothing is written.
 * Files that are then in no row, or that a kill leaves behind, are written down as loose, and the reaper removes them.
 */
async function hang(
  made: DerivedPicture,
  now: Date,
  write: (tx: Tx, id: PictureId) => Promise<boolean>,
): Promise<void> {
  const placed = await putPicture(made, { isPrivate: false, owner, now });
  const writing = db.transaction(async (tx) => {
    const id = await insertPicture(tx, made, placed, now);
    if (id === null || !(await write(tx, id))) tx.rollback();
  });
  await writing.catch((thrown: unknown) => {
    if (!(thrown instanceof TransactionRollbackError)) throw thrown;
  });
}

/** Gives a member the face drawn for them, unless they have one. */
export async function hangFace(handle: string, file: Uint8Array, now: Date): Promise<void> {
  await hang(await derivePortrait(file), now, async (tx, id) => {
    const given = await tx
      .update(members)
      .set({ avatarPictureId: id })
      .where(and(eq(members.handle, handle), isNull(members.avatarPictureId)))
      .returning({ id: members.id });
    return given.length > 0;
  });
}

/** Shares one image of the programme, with tags and the views it has had. */
export async function hangImage(showing: Showing, ownerId: MemberId, file: Uint8Array, now: Date): Promise<void> {
  const { ref, caption, hoursAgo } = showing;
  const { work: _, tags, ...words } = caption;
  const publishedAt = new Date(now.getTime() - hoursAgo * hourMs);
  const made = await derivePicture(file);
  await hang(made, now, async (tx, pictureId) => {
    const row = { ref, ownerId, ...words, slug: slugOf(words.title), state: 'ready' as const, pictureId };
    const [image] = await tx
      .insert(images)
      .values({ ...row, originalHash: made.hash, createdAt: publishedAt, publishedAt })
      .onConflictDoNothing({ target: images.ref })
      .returning({ id: images.id });
    if (!image) return false;
    await tx.insert(imageTags).values(tags.map((tag, position) => ({ imageId: image.id, tag, position })));
    await writeViews(tx, image.id, showing, now);
    return true;
  });
}

/** Total views, and those of the last days: an even share of each day the image has been there, the newest days as far as rankings feel them. */
async function writeViews(tx: Tx, imageId: ImageId, { views, hoursAgo }: Showing, now: Date) {
  await tx.insert(imageViews).values({ imageId, views, visitors: Math.ceil(views * 0.8) });
  const daysThere = Math.ceil(hoursAgo / 24);
  const perDay = Math.max(1, Math.floor(views / (daysThere + 1)));
  const days = Math.min(daysThere, 14, Math.floor(views / perDay));
  const rows = Array.from({ length: days }, (_, back) => ({ imageId, day: dayBefore(now, back), views: perDay }));
  if (rows.length > 0) await tx.insert(imageViewDays).values(rows);
}
