import 'server-only';
import { and, eq, ne } from 'drizzle-orm';
import { refuse } from '@/kernel/refusal';
import type { Tx } from '@/platform/db/client';
import { formerHandles, type MemberId } from '../tables';

/**
 * Refuses a handle that another member gave up. Call it after the handle was written: a member who gives it up at this moment makes that write wait for the
 * unique index, and this look, which comes later, then sees the row.
 * @throws Refusal `accounts.handle-taken`
 */
export async function refuseFormerHandle(tx: Tx, handle: string, memberId: MemberId): Promise<void> {
  const [former] = await tx
    .select({ handle: formerHandles.handle })
    .from(formerHandles)
    .where(and(eq(formerHandles.handle, handle), ne(formerHandles.memberId, memberId)));
  if (!former) return;
  const fields = { handle: 'accounts.handle-taken' };
  refuse('conflict', 'accounts.handle-taken', 'Somebody has this handle.', { fields });
}
