import 'server-only';
import { eq } from 'drizzle-orm';
import { invariant } from '@/kernel/invariant';
import { refuse } from '@/kernel/refusal';
import { db, type Tx } from '@/platform/db/client';
import { makeGate } from '@/platform/gate';
import { log } from '@/platform/log';
import { derivePortrait } from '@/platform/pictures/derive';
import { sweepLooseFiles } from '@/platform/pictures/loose-files';
import { insertPicture, putPicture, releasePicture } from '@/platform/pictures/store';
import type { PictureId } from '@/platform/pictures/tables';
import type { Viewer } from '../queries';
import { mayPublish } from '../rules';
import { type MemberId, members } from '../tables';
import { demandPublisher } from './demand-publisher';

/** Photos are made while their member waits: two at a time, so that a rush of them leaves room for everything else. */
const makingPhotos = makeGate({ atOnce: 2, waiting: 8, waitMs: 10_000 });

/** What the files of a member are written down for while they belong to no picture's row. */
const fileOwner = (id: MemberId) => `member:${id}`;

/**
 * Gives a member a photo in place of the face drawn from the handle, or of an earlier photo, whose files go. The file sent is kept nowhere: a square of it is
 * encoded anew, at most 480 pixels wide. Of two at once the later one stays.
 * @returns the handle, whose cached pages show another face now
 * @throws Refusal as `derivePortrait` and `demandPublisher` do; `site.busy` when too many photos are being made
 */
export async function setPhoto(
  member: Pick<Viewer, 'id' | 'mutedAt'>,
  file: Uint8Array,
  now = new Date(),
): Promise<{ handle: string }> {
  if (!mayPublish(member)) refuse('forbidden', 'accounts.muted', 'You may not publish at the moment.');
  return makingPhotos(async () => {
    const picture = await derivePortrait(file);
    const files = await putPicture(picture, { isPrivate: false, owner: fileOwner(member.id), now });
    const write = async (tx: Tx) => {
      await demandPublisher(tx, member);
      const id = await insertPicture(tx, picture, files, now);
      invariant(id !== null, 'nobody sweeps the files of a photo that was begun a moment ago');
      return id;
    };
    try {
      return (
        (await replacePhoto(member.id, write, now)) ?? refuse('anonymous', 'accounts.sign-in-first', 'Sign in first.')
      );
    } catch (thrown) {
      await clear(files.keys);
      throw thrown;
    }
  });
}

/**
 * Takes a member's photo away: the face drawn from the handle is back. Does nothing where there is none. For the member, muted or not, and for the end of an
 * account, in whatever state that is.
 * @returns the handle, whose cached pages show another face now; null when there is no such member
 */
export function removePhoto(id: MemberId, now = new Date()): Promise<{ handle: string } | null> {
  return replacePhoto(id, async () => null, now);
}

/**
 * Shows what `write` answers as the member's photo, in one transaction with the end of the former one, whose files go once it is committed.
 * @returns null when there is no such member
 */
async function replacePhoto(
  id: MemberId,
  write: (tx: Tx) => Promise<PictureId | null>,
  now: Date,
): Promise<{ handle: string } | null> {
  const done = await db.transaction(async (tx) => {
    const [member] = await tx
      .select({ handle: members.handle, former: members.avatarPictureId })
      .from(members)
      .where(eq(members.id, id))
      // Of two at once the second waits here and then finds the photo of the first. Nobody else has to wait: rows may point at the member meanwhile.
      .for('no key update');
    if (!member) return null;
    const { handle, former } = member;
    const avatarPictureId = await write(tx);
    const letGo = () => tx.update(members).set({ avatarPictureId }).where(eq(members.id, id));
    if (former === null) await letGo();
    const keys = former === null ? [] : await releasePicture(tx, former, { letGo, owner: fileOwner(id), now });
    return { handle, keys };
  });
  await clear(done?.keys ?? []);
  return done && { handle: done.handle };
}

/** What cannot be removed now is written down, and the clock removes it: the photo itself has been changed by then. */
async function clear(keys: string[]): Promise<void> {
  await sweepLooseFiles(keys).catch((error: unknown) => log.warn('accounts.photo-files-left', { error }));
}
