import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { demandPresent } from '@/domains/accounts/commands/demand-publisher';
import type { Viewer } from '@/domains/accounts/queries';
import { images } from '@/domains/images/tables';
import { db, type Tx } from '@/platform/db/client';
import type { PauseHistory, RemoveFromHistory } from '../inputs';
import { pausedHistories, seenImages } from '../tables';
import { holdHistory } from './hold-history';

type Reader = Pick<Viewer, 'id'>;

/**
 * Stops writing down what the member looks at, or goes on with it; what is there stays. Doing either twice is doing it once.
 * @throws Refusal as `demandPresent`
 */
export function pauseHistory(member: Reader, { verb }: PauseHistory, now = new Date()): Promise<void> {
  return changing(member, async (tx) => {
    if (verb === 'pause') {
      await tx.insert(pausedHistories).values({ memberId: member.id, pausedAt: now }).onConflictDoNothing();
    } else {
      await tx.delete(pausedHistories).where(eq(pausedHistories.memberId, member.id));
    }
  });
}

/** Forgets every look of the member's. @throws Refusal as `demandPresent` */
export function clearHistory(member: Reader): Promise<void> {
  return changing(member, async (tx) => {
    await tx.delete(seenImages).where(eq(seenImages.memberId, member.id));
  });
}

/** Forgets the member's looks at one image, whatever became of it; nothing where there is none. @throws Refusal as `demandPresent` */
export function removeFromHistory(member: Reader, { image }: RemoveFromHistory): Promise<void> {
  return changing(member, async (tx) => {
    const meant = tx.select({ id: images.id }).from(images).where(eq(images.ref, image));
    await tx.delete(seenImages).where(and(eq(seenImages.memberId, member.id), inArray(seenImages.imageId, meant)));
  });
}

function changing(member: Reader, change: (tx: Tx) => Promise<void>): Promise<void> {
  return db.transaction(async (tx) => {
    await demandPresent(tx, member);
    await holdHistory(tx, member.id);
    await change(tx);
  });
}
