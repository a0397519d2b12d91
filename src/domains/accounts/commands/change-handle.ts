import 'server-only';
import { and, eq, gt, ne, sql } from 'drizzle-orm';
import { refuse } from '@/kernel/refusal';
import type { Tx } from '@/platform/db/client';
import { isUniqueViolation } from '@/platform/db/unique-violation';
import { transaction } from '@/platform/outbox/transaction';
import type { Viewer } from '../queries';
import { handleChanges } from '../rules';
import { formerHandles, type MemberId, members } from '../tables';

function refuseTaken(): never {
  const fields = { handle: 'accounts.handle-taken' };
  return refuse('conflict', 'accounts.handle-taken', 'Somebody has this handle.', { fields });
}

/** Puts the unique index's "no" to a handle into the words of its field. @throws Refusal `accounts.handle-taken`, or what was thrown */
export function refuseTakenHandle(thrown: unknown): never {
  if (isUniqueViolation(thrown, 'members_by_handle')) refuseTaken();
  throw thrown;
}

/**
 * Refuses a handle that another member had before. Call it after the handle was written, never before: whoever takes a handle that is being left waits
 * at the unique index for the one who leaves, and only then is the row there that this looks for.
 * @throws Refusal `accounts.handle-taken`
 */
export async function refuseFormerHandle(tx: Tx, handle: string, memberId: MemberId): Promise<void> {
  const isAnothers = and(eq(formerHandles.handle, handle), ne(formerHandles.memberId, memberId));
  const [former] = await tx.select({ handle: formerHandles.handle }).from(formerHandles).where(isAnothers);
  if (former) refuseTaken();
}

/** Any fixed number. Who changes a handle holds it: two who want each other's would wait in a circle, and one member's changes are counted one by one. */
const turn = 8_482_032;

/**
 * Gives a member another handle. The old one leads to their page from now on and stays theirs: they may take it back, nobody else gets it.
 * @param handle in its form and not reserved (`inputs.ts`); the present one changes and costs nothing
 * @returns the handle, and every one the member ever had: what was kept of their pages is to be forgotten
 * @throws Refusal `accounts.handle-taken`; `accounts.handle-often` beyond {@link handleChanges}
 */
export async function changeHandle({ id }: Pick<Viewer, 'id'>, { handle }: { handle: string }, now = new Date()) {
  return transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${turn})`);
    const [own] = await tx.select({ handle: members.handle }).from(members).where(eq(members.id, id));
    if (!own) refuse('anonymous', 'accounts.sign-in-first', 'Sign in first.');
    if (own.handle !== handle) await move(tx, id, own.handle, handle, now);
    const former = await tx
      .select({ handle: formerHandles.handle })
      .from(formerHandles)
      .where(eq(formerHandles.memberId, id));
    return { handle, everyHandle: [handle, ...former.map((left) => left.handle)] };
  }).catch(refuseTakenHandle);
}

async function move(tx: Tx, id: MemberId, from: string, to: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - handleChanges.days * 86_400_000);
  const recent = await tx.$count(formerHandles, and(eq(formerHandles.memberId, id), gt(formerHandles.leftAt, since)));
  if (recent >= handleChanges.max) {
    const fields = { handle: 'accounts.handle-often' };
    refuse('limited', 'accounts.handle-often', 'Two changes in thirty days are enough.', { fields });
  }
  await tx.update(members).set({ handle: to }).where(eq(members.id, id));
  // A handle that was taken back keeps its row: the rows of the last days are the changes of the last days, as long as fewer are allowed than it takes to
  // leave one handle twice.
  await tx
    .insert(formerHandles)
    .values({ handle: from, memberId: id, leftAt: now })
    .onConflictDoUpdate({ target: formerHandles.handle, set: { memberId: id, leftAt: now } });
  await refuseFormerHandle(tx, to, id);
}
