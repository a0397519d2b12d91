import 'server-only';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { type MemberId, members } from '@/domains/accounts/tables';
import { db, type Tx } from '@/platform/db/client';
import { repeatSeconds, type TargetKind, type Verb } from './rules';
import { activities } from './tables';

/** What a member does: the verb, and what it is done to. */
export type Deed = { actorId: MemberId; verb: Verb; targetKind: TargetKind; targetId: number };

/**
 * Writes down what a member did, in the transaction that did it. The same deed within a minute changes nothing; later, its row moves to the newest
 * place. The unique key decides, so that of many at once one counts.
 */
export async function recordActivity(tx: Tx, deed: Deed, now: Date): Promise<void> {
  const before = new Date(now.getTime() - repeatSeconds * 1000).toISOString();
  await tx
    .insert(activities)
    .values({ ...deed, createdAt: now })
    .onConflictDoUpdate({
      target: [activities.actorId, activities.verb, activities.targetKind, activities.targetId],
      set: { id: sql`default`, createdAt: now },
      setWhere: sql`${activities.createdAt} <= ${before}::timestamptz`,
    });
}

/** Takes back what a member did and undid: nobody reads of it any more. Does nothing when it was never written. */
export async function forgetActivity(tx: Tx, { actorId, verb, targetKind, targetId }: Deed): Promise<void> {
  await forget(
    tx,
    and(eq(activities.actorId, actorId), eq(activities.verb, verb), isAbout({ kind: targetKind, id: targetId })),
  );
}

/** Forgets everything that was done to a thing that is erased, in the transaction that erases it. */
export async function forgetTarget(tx: Tx, target: { kind: TargetKind; id: number }): Promise<void> {
  await forget(tx, isAbout(target));
}

const isAbout = ({ kind, id }: { kind: TargetKind; id: number }) =>
  and(eq(activities.targetKind, kind), eq(activities.targetId, id));

async function forget(tx: Tx, which: SQL | undefined) {
  await tx.delete(activities).where(which);
}

/**
 * Writes down that a member joined, when they did: however often and late it is told, once and at its place. Does nothing for somebody who is gone.
 */
export async function recordJoining(memberId: number): Promise<void> {
  const id = memberId as MemberId;
  await db.transaction(async (tx) => {
    // Held, so that nobody is erased meanwhile, which the foreign key would refuse.
    const [member] = await tx
      .select({ createdAt: members.createdAt })
      .from(members)
      .where(eq(members.id, id))
      .for('key share');
    if (!member) return;
    await recordActivity(tx, { actorId: id, verb: 'joined', targetKind: 'member', targetId: id }, member.createdAt);
  });
}
