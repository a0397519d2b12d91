import 'server-only';
import { eq } from 'drizzle-orm';
import { refuse } from '@/kernel/refusal';
import type { Tx } from '@/platform/db/client';
import { mayPublish } from '../rules';
import { type MemberId, members } from '../tables';

/**
 * Asks once more, inside the transaction that publishes something of a member's, whether that may be. What a door knew of the member may be old by then.
 * The lock makes this and a suspension, a muting or the deletion of the account wait for each other: whichever commits first, nothing appears after them.
 * Call it before other rows are locked.
 * @throws Refusal `accounts.sign-in-first` for an account that was deleted, `accounts.suspended`, `accounts.muted`
 */
export async function demandPublisher(tx: Tx, { id }: { id: MemberId }): Promise<void> {
  const [member] = await tx
    .select({ mutedAt: members.mutedAt, suspendedAt: members.suspendedAt, deletedAt: members.deletedAt })
    .from(members)
    .where(eq(members.id, id))
    .for('share');
  if (!member || member.deletedAt !== null) refuse('anonymous', 'accounts.sign-in-first', 'Sign in first.');
  if (member.suspendedAt !== null) refuse('forbidden', 'accounts.suspended', 'This account is suspended.');
  if (!mayPublish(member)) refuse('forbidden', 'accounts.muted', 'You may not publish at the moment.');
}
