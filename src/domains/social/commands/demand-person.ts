import 'server-only';
import { and, eq } from 'drizzle-orm';
import { type MemberId, members } from '@/domains/accounts/tables';
import { isHere } from '@/domains/accounts/visibility';
import { refuse } from '@/kernel/refusal';
import type { Tx } from '@/platform/db/client';

/** Whom a member's form names: an id for tables, a handle for caches. */
export type Other = { id: MemberId; handle: string };

/**
 * The person a member's form names by handle. `evenAway`: also one who is suspended or leaving, for undoing what was done while they were here.
 * @throws Refusal `social.person-missing`, `social.yourself`
 */
export async function demandPerson(
  tx: Tx,
  member: { id: MemberId },
  { handle, evenAway = false }: { handle: string; evenAway?: boolean },
): Promise<Other> {
  const [other] = await tx
    .select({ id: members.id, handle: members.handle })
    .from(members)
    .where(and(eq(members.handle, handle), evenAway ? undefined : isHere))
    .limit(1);
  if (!other) refuse('missing', 'social.person-missing', 'There is no such person.');
  if (other.id === member.id) refuse('invalid', 'social.yourself', 'That is you.');
  return other;
}
