import 'server-only';
import { eq, inArray, or, type SQL } from 'drizzle-orm';
import { isErasing } from '@/domains/accounts/commands/erase-members';
import { type MemberId, members } from '@/domains/accounts/tables';
import { forgetTarget } from '@/domains/activity/commands';
import { db } from '@/platform/db/client';
import { follows } from '../tables';
import { endFollows } from './count-follows';

/** Follows ended in one transaction. */
const batchSize = 200;

/**
 * Ends every follow of and by a member who is to be erased, a batch a transaction: the counts of those who stay go down. Does nothing for anybody else, and
 * nothing the second time.
 * @returns the handles of those whose counts changed
 */
export async function eraseFollowsOf(memberId: number, now = new Date()): Promise<string[]> {
  const handles = new Set<string>();
  for (;;) {
    const batch = await eraseSome(memberId as MemberId, now);
    for (const handle of batch.handles) handles.add(handle);
    if (batch.ended < batchSize) return [...handles];
  }
}

function eraseSome(memberId: MemberId, now: Date) {
  return db.transaction(async (tx) => {
    if (!(await isErasing(tx, memberId, now))) return { ended: 0, handles: [] };
    const isTheirs = or(eq(follows.followerId, memberId), eq(follows.followedId, memberId)) as SQL;
    const ended = await endFollows(tx, isTheirs, batchSize);
    if (ended.length < batchSize) await forgetTarget(tx, { kind: 'member', id: memberId });
    const others = ended.map(({ followerId, followedId }) => (followerId === memberId ? followedId : followerId));
    const rows = await tx.select({ handle: members.handle }).from(members).where(inArray(members.id, others));
    return { ended: ended.length, handles: rows.map(({ handle }) => handle) };
  });
}
