import 'server-only';
import { and, asc, eq, lte } from 'drizzle-orm';
import { db, type Tx } from '@/platform/db/client';
import { isForeignKeyViolation } from '@/platform/db/foreign-key-violation';
import { forgetInFailures } from '@/platform/jobs/failures';
import { log } from '@/platform/log';
import { forgetRecipient } from '@/platform/mail/forget';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { sweepLooseFiles } from '@/platform/pictures/loose-files';
import { releasePicture } from '@/platform/pictures/store';
import { memberErasing } from '../events';
import { erasedIfLeftBefore } from '../rules';
import { type MemberId, members } from '../tables';

/** How many members one run looks at; the next one goes on. */
const batchSize = 1_000;

const isDue = (now: Date) => lte(members.deletedAt, erasedIfLeftBefore(now));

/**
 * Erases every member whose days to come back are over. Who still has things in other domains is announced to them instead, and erased by a later run: the
 * foreign keys say whether anything is left. Safe to run at any time, twice at once, and to be killed anywhere.
 * @returns how many were erased and how many still wait
 */
export async function eraseMembers(now = new Date()): Promise<{ erased: number; waiting: number }> {
  const due = await db
    .select({ id: members.id })
    .from(members)
    .where(isDue(now))
    .orderBy(asc(members.deletedAt))
    .limit(batchSize);
  const count = { erased: 0, waiting: 0 };
  for (const { id } of due) {
    if (await eraseMember(id, now)) {
      count.erased++;
    } else if (await announceErasing(id, now)) {
      count.waiting++;
    }
  }
  return count;
}

/**
 * Is this member to be erased? Holds the row, so that nobody comes back while the transaction runs. To be asked by whoever hears of `memberErasing`, in the
 * transaction that removes something.
 */
export async function isErasing(tx: Tx, memberId: number, now: Date): Promise<boolean> {
  const [due] = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.id, memberId as MemberId), isDue(now)))
    .for('share');
  return due !== undefined;
}

/**
 * Erases one member if the days are over: the row with everything that hangs on it, the photo, and the address in what is kept of mails and failed jobs. All of it or nothing.
 * @returns false when there was nobody to erase, or something of theirs is still left elsewhere
 */
async function eraseMember(id: MemberId, now: Date): Promise<boolean> {
  const loose = await db.transaction((tx) => eraseRows(tx, id, now)).catch(notYet);
  if (loose === null) return false;
  log.info('accounts.erased', { memberId: id });
  // What is not removed now, because the file host is away, the clock of loose files removes.
  await sweepLooseFiles(loose, now).catch((error: unknown) => log.warn('accounts.photo-left', { error }));
  return true;
}

/** @returns the files of the photo; null for nobody to erase */
async function eraseRows(tx: Tx, id: MemberId, now: Date): Promise<string[] | null> {
  const [member] = await tx
    .select({ email: members.email, photo: members.avatarPictureId })
    .from(members)
    // Locked and looked at again: who came back a moment before stays.
    .where(and(eq(members.id, id), isDue(now)))
    .for('update');
  if (!member) return null;
  await forgetRecipient(tx, member.email);
  await forgetInFailures(tx, member.email);
  const letGo = () => tx.delete(members).where(eq(members.id, id));
  if (member.photo !== null) return releasePicture(tx, member.photo, { letGo, owner: `member:${id}`, now });
  await letGo();
  return [];
}

/** The foreign keys of other domains hold the row: they are not done. */
function notYet(thrown: unknown): null {
  if (isForeignKeyViolation(thrown)) return null;
  throw thrown;
}

function announceErasing(id: MemberId, now: Date): Promise<boolean> {
  return transaction(async (tx) => {
    const isDueStill = await isErasing(tx, id, now);
    if (isDueStill) await announce(tx, memberErasing, { memberId: id });
    return isDueStill;
  });
}
