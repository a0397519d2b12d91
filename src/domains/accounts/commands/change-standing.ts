import 'server-only';
import { eq, or, sql } from 'drizzle-orm';
import { recordAudit } from '@/platform/audit/record';
import { db, type Tx } from '@/platform/db/client';
import { type MemberId, members } from '../tables';
import { closeOtherSessions } from './sessions';

type Role = (typeof members.$inferSelect)['role'];

/** What can be done to a member's standing. */
export type Act = { role: Role } | 'suspend' | 'lift' | 'mute' | 'unmute';

/** Who acts in the audit when the owner does, at the command line: no member has the number. */
export const owner = 0;

const dones = { suspend: 'suspended', lift: 'lifted', mute: 'muted', unmute: 'unmuted' } as const;

type Standing = Pick<typeof members.$inferSelect, 'role' | 'suspendedAt' | 'mutedAt'>;

function standingAfter(before: Standing, act: Act, now: Date): Partial<Standing> {
  if (typeof act === 'object') return { role: act.role };
  if (act === 'suspend') return { suspendedAt: before.suspendedAt ?? now };
  if (act === 'mute') return { mutedAt: before.mutedAt ?? now };
  return act === 'lift' ? { suspendedAt: null } : { mutedAt: null };
}

/**
 * Changes a role, suspends, mutes, or lifts that again; it holds from the member's next request on, in every session, and against what is being published in
 * this moment (`demandPublisher`). A suspension ends the sessions as well: who took them over is out for good. What is so already stays as it is and leaves
 * no audit line.
 * @param actorId the member who acts, or {@link owner}; who may do so is for the caller to ask
 * @param person the e-mail, or the handle (either case)
 * @returns who it was and whether anything changed; null for nobody
 */
export function changeStanding(actorId: number, person: string, act: Act, now = new Date()) {
  return db.transaction(async (tx) => {
    const before = await find(tx, person);
    if (!before) return null;
    const { id, handle } = before;
    const after = standingAfter(before, act, now);
    const hasChanged = Object.entries(after).some(([name, value]) => before[name as keyof Standing] !== value);
    if (hasChanged) {
      await tx.update(members).set(after).where(eq(members.id, id));
      if (act === 'suspend') await closeOtherSessions(tx, id, null);
      const action = `accounts/${typeof act === 'object' ? 'role-changed' : dones[act]}`;
      const details = typeof act === 'object' && { details: { from: before.role, to: act.role } };
      await recordAudit(tx, { actorId, action, targetKind: 'member', targetId: id, ...details }, now);
    }
    return { id, handle, hasChanged };
  });
}

async function find(tx: Tx, person: string): Promise<(Standing & { id: MemberId; handle: string }) | undefined> {
  const wanted = person.trim().toLowerCase();
  const [found] = await tx
    .select({
      id: members.id,
      handle: members.handle,
      role: members.role,
      suspendedAt: members.suspendedAt,
      mutedAt: members.mutedAt,
    })
    .from(members)
    .where(or(eq(members.handle, wanted), eq(sql`lower(${members.email})`, wanted)))
    .for('update');
  return found;
}
