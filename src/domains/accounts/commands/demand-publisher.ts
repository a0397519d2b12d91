import 'server-only';
import { eq } from 'drizzle-orm';
import { refuse } from '@/kernel/refusal';
import type { Tx } from '@/platform/db/client';
import { mayPublish } from '../rules';
import { type MemberId, members } from '../tables';

/**
 * Asks once more, inside the transaction that changes something of a member's, whether the member is here. What a door knew may be old by then. The lock makes
 * this and a suspension, a muting or the deletion of the account wait for each other. Call it before other rows are locked.
 * @returns what `mayPublish` wants to know
 * @throws Refusal `accounts.sign-in-first` for an account that was deleted, `accounts.suspended`
 */
export async function demandPresent(tx: Tx, { id }: { id: MemberId }): Promise<{ mutedAt: Date | null }> {
  const [member] = await tx
    .select({ mutedAt: members.mutedAt, suspendedAt: members.suspendedAt, deletedAt: members.deletedAt })
    .from(members)
    .where(eq(members.id, id))
    .for('share');
  if (!member || member.deletedAt !== null) refuse('anonymous', 'accounts.sign-in-first', 'Sign in first.');
  if (member.suspendedAt !== null) refuse('forbidden', 'accounts.suspended', 'This account is suspended.');
  return member;
}

/**
 * The same for what publishes something: whichever commits first, it or the end of the right to publish, nothing appears after that.
 * @throws Refusal as `demandPresent`, and `accounts.muted`
 */
export async function demandPublisher(tx: Tx, member: { id: MemberId }): Promise<void> {
  if (!mayPublish(await demandPresent(tx, member)))
    refuse('forbidden', 'accounts.muted', 'You may not publish at the moment.');
}
