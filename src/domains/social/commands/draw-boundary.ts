import 'server-only';
import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { demandPresent } from '@/domains/accounts/commands/demand-publisher';
import { type MemberId, members } from '@/domains/accounts/tables';
import type { Tx } from '@/platform/db/client';
import { transaction } from '@/platform/outbox/transaction';
import type { BoundaryWish } from '../inputs';
import { boundaries } from '../tables';
import { endFollows } from './count-follows';
import { demandPerson, type Other } from './demand-person';
import { isFollow } from './follow';

type Member = { id: MemberId };

/**
 * Puts a mute or a block between a member and somebody else, or takes that one away; done already is done. A block takes a mute's place and stays when
 * a mute is asked for; it ends the follows of both.
 * @returns whom, for the caches
 * @throws Refusal `social.person-missing`, `social.yourself`, and as `demandPresent`
 */
export function drawBoundary(member: Member, { handle, verb }: BoundaryWish, now = new Date()): Promise<Other> {
  return transaction(async (tx) => {
    const isDrawn = verb === 'block' || verb === 'mute';
    const other = await demandPerson(tx, member, { handle, evenAway: !isDrawn });
    if (verb === 'block') await lockBoth(tx, member, other);
    await demandPresent(tx, member);
    if (isDrawn) await draw(tx, { memberId: member.id, otherId: other.id, kind: verb, createdAt: now });
    else await lift(tx, member, other, verb === 'unblock' ? 'block' : 'mute');
    if (verb === 'block') await endFollows(tx, or(isFollow(member, other), isFollow(other, member)) as SQL);
    return other;
  });
}

/** Waits for whatever the two are doing to each other, and makes the rest wait: all of it holds its actor's row. In the order of ids, for who blocks back. */
async function lockBoth(tx: Tx, member: Member, other: Member) {
  await tx
    .select({ id: members.id })
    .from(members)
    .where(inArray(members.id, [member.id, other.id]))
    .orderBy(members.id)
    .for('no key update');
}

async function draw(tx: Tx, boundary: typeof boundaries.$inferInsert) {
  await tx
    .insert(boundaries)
    .values(boundary)
    .onConflictDoUpdate({
      target: [boundaries.memberId, boundaries.otherId],
      set: { kind: boundary.kind, createdAt: boundary.createdAt },
      setWhere: sql`${boundaries.kind} = 'mute' and excluded.kind = 'block'`,
    });
}

async function lift(tx: Tx, member: Member, other: Member, kind: 'block' | 'mute') {
  await tx
    .delete(boundaries)
    .where(and(eq(boundaries.memberId, member.id), eq(boundaries.otherId, other.id), eq(boundaries.kind, kind)));
}
