import 'server-only';
import { and, eq, or } from 'drizzle-orm';
import type { MemberId } from '@/domains/accounts/tables';
import { refuse } from '@/kernel/refusal';
import type { Tx } from '@/platform/db/client';
import { boundaries } from '../tables';

/**
 * Refuses what a member does to another while either has blocked the other. Call it after `demandHere` or `demandPublisher`, whose lock on the member's
 * row a block waits for: of a like and a block that meet, the like is either before the block or refused.
 * @throws Refusal `social.blocked`, in the same words to both: who blocked whom is not told
 */
export async function refuseBlocked(tx: Tx, memberId: MemberId, otherId: MemberId): Promise<void> {
  const [blocked] = await tx
    .select({ kind: boundaries.kind })
    .from(boundaries)
    .where(
      and(
        eq(boundaries.kind, 'block'),
        or(
          and(eq(boundaries.memberId, memberId), eq(boundaries.otherId, otherId)),
          and(eq(boundaries.memberId, otherId), eq(boundaries.otherId, memberId)),
        ),
      ),
    )
    .limit(1);
  if (blocked) refuse('forbidden', 'social.blocked', 'That is not possible between the two of you.');
}
