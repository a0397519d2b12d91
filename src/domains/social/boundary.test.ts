import { and, eq, inArray, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { type MemberId, members } from '@/domains/accounts/tables';
import { activities } from '@/domains/activity/tables';
import { db } from '@/platform/db/client';
import { meanwhile } from '@/testing/meanwhile';
import { losers, race } from '@/testing/race';
import { drawBoundary } from './commands/draw-boundary';
import { follow } from './commands/follow';
import { boundaryInput } from './inputs';
import { boundaries, followCounts, follows } from './tables';

type Member = { id: MemberId; handle: string };

const kindOf = async (member: Member, other: Member) => {
  const [row] = await db
    .select({ kind: boundaries.kind })
    .from(boundaries)
    .where(and(eq(boundaries.memberId, member.id), eq(boundaries.otherId, other.id)));
  return row?.kind ?? null;
};
const followsBetween = (...pair: Member[]) => {
  const ids = pair.map(({ id }) => id);
  return db
    .select()
    .from(follows)
    .where(and(inArray(follows.followerId, ids), inArray(follows.followedId, ids)));
};
const countsOf = (...pair: Member[]) => {
  const ids = pair.map(({ id }) => id);
  return db
    .select({ followers: followCounts.followers, following: followCounts.following })
    .from(followCounts)
    .where(inArray(followCounts.memberId, ids));
};
const two = async () => [await aMember(), await aMember()] as const;
const draw = (member: Member, { handle }: Member, verb: 'block' | 'unblock' | 'mute' | 'unmute') =>
  drawBoundary(member, { handle, verb });

describe('a boundary', () => {
  test('is drawn and lifted, however often each is said', async () => {
    const [ana, bo] = await two();
    for (const [verb, kind] of [
      ['mute', 'mute'],
      ['unmute', null],
      ['block', 'block'],
      ['unblock', null],
    ] as const) {
      await draw(ana, bo, verb);
      await draw(ana, bo, verb);
      expect(await kindOf(ana, bo)).toBe(kind);
    }
    expect(await kindOf(bo, ana)).toBeNull();
  });

  test('that blocks takes the place of one that mutes, and is not softened or lifted by what is said about muting', async () => {
    const [ana, bo] = await two();
    await draw(ana, bo, 'mute');
    await draw(ana, bo, 'unblock');
    expect(await kindOf(ana, bo)).toBe('mute');
    await draw(ana, bo, 'block');
    await draw(ana, bo, 'mute');
    await draw(ana, bo, 'unmute');
    expect(await kindOf(ana, bo)).toBe('block');
  });

  test('that mutes leaves follows as they are', async () => {
    const [ana, bo] = await two();
    await follow(ana, bo);
    await draw(ana, bo, 'mute');
    expect(await followsBetween(ana, bo)).toHaveLength(1);
    await follow(bo, ana);
    expect(await followsBetween(ana, bo)).toHaveLength(2);
  });

  test('that blocks ends the follows of both with counts and activities, and refuses new ones from either side in the same words', async () => {
    const [ana, bo] = await two();
    await follow(ana, bo);
    await follow(bo, ana);
    await draw(ana, bo, 'block');
    expect(await followsBetween(ana, bo)).toEqual([]);
    expect(await countsOf(ana, bo)).toEqual(Array(2).fill({ followers: 0, following: 0 }));
    expect(
      await db
        .select()
        .from(activities)
        .where(inArray(activities.actorId, [ana.id, bo.id])),
    ).toEqual([]);
    for (const attempt of [() => follow(ana, bo), () => follow(bo, ana)])
      await expect(attempt()).rejects.toMatchObject({ code: 'social.blocked' });
    expect(await followsBetween(ana, bo)).toEqual([]);
    await draw(ana, bo, 'unblock');
    await follow(bo, ana);
    expect(await followsBetween(ana, bo)).toHaveLength(1);
  });

  test.each([
    ['social.yourself', async (ana: Member) => ana],
    ['social.person-missing', async () => ({ id: 0 as MemberId, handle: 'nobody_at_all' })],
    ['social.person-missing', () => aMember({ suspendedAt: new Date() })],
  ])('is refused with %s where it makes no sense', async (code, whom) => {
    const ana = await aMember();
    await expect(draw(ana, await whom(ana), 'block')).rejects.toMatchObject({ code });
    expect(await db.select().from(boundaries).where(eq(boundaries.memberId, ana.id))).toEqual([]);
  });

  test('is drawn by a muted member, and by nobody who is away', async () => {
    const bo = await aMember();
    const muted = await aMember({ mutedAt: new Date() });
    await draw(muted, bo, 'block');
    expect(await kindOf(muted, bo)).toBe('block');
    const away = await aMember({ suspendedAt: new Date() });
    await expect(draw(away, bo, 'block')).rejects.toMatchObject({ code: 'accounts.suspended' });
    expect(await kindOf(away, bo)).toBeNull();
  });

  test('around somebody who has gone can be lifted', async () => {
    const [ana, bo] = await two();
    await draw(ana, bo, 'block');
    await db.update(members).set({ suspendedAt: new Date() }).where(eq(members.id, bo.id));
    await draw(ana, bo, 'unblock');
    expect(await kindOf(ana, bo)).toBeNull();
  });

  test.each([
    [{ handle: 'bo', verb: 'lift' }],
    [{ handle: 'bo' }],
    [{ handle: '', verb: 'block' }],
    [{ verb: 'block' }],
  ])('is not drawn by a form that says %j', (form) => {
    expect(boundaryInput.safeParse(form).success).toBe(false);
  });
});

describe('of a follow and a block that meet, nothing of the follow is left:', () => {
  test('a block waits for a follow that is being written, and ends it', async () => {
    const [ana, bo] = await two();
    // What `follow` does first and then: a row of its own is locked, the follow is written.
    const outcome = await meanwhile(
      async (tx) => {
        await tx.select({ id: members.id }).from(members).where(eq(members.id, bo.id)).for('share');
        await tx.insert(follows).values({ followerId: bo.id, followedId: ana.id, createdAt: new Date() });
        await tx.insert(followCounts).values([
          { memberId: ana.id, followers: 1 },
          { memberId: bo.id, following: 1 },
        ]);
      },
      () => draw(ana, bo, 'block'),
    );
    expect(outcome?.status).toBe('fulfilled');
    expect(await followsBetween(ana, bo)).toEqual([]);
    expect(await countsOf(ana, bo)).toEqual(Array(2).fill({ followers: 0, following: 0 }));
  });

  test.each(['the blocked', 'the blocker'])(
    'a follow by %s waits for a block that is being written, and is refused',
    async (who) => {
      const [ana, bo] = await two();
      const attempt = who === 'the blocked' ? () => follow(bo, ana) : () => follow(ana, bo);
      const outcome = await meanwhile(async (tx) => {
        const both = inArray(members.id, [ana.id, bo.id]);
        await tx.select({ id: members.id }).from(members).where(both).orderBy(members.id).for('no key update');
        await tx.insert(boundaries).values({ memberId: ana.id, otherId: bo.id, kind: 'block', createdAt: new Date() });
      }, attempt);
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'social.blocked' } });
      expect(await followsBetween(ana, bo)).toEqual([]);
    },
  );

  test('in any storm of both, by both', async () => {
    const [ana, bo] = await two();
    await race(20, () => db.execute(sql`select pg_sleep(0.05)`));
    const outcomes = await race(80, (i) => {
      const [one, other] = i % 2 === 0 ? [ana, bo] : [bo, ana];
      return i % 8 === 6 ? draw(one, other, 'block') : i % 8 === 7 ? draw(one, other, 'unblock') : follow(one, other);
    });
    const unexpected = losers(outcomes).filter((error) => (error as { code?: string }).code !== 'social.blocked');
    expect(unexpected).toEqual([]);
    const isBlocked = (await kindOf(ana, bo)) === 'block' || (await kindOf(bo, ana)) === 'block';
    const rows = await followsBetween(ana, bo);
    expect(isBlocked && rows.length > 0).toBe(false);
    const total = (await countsOf(ana, bo)).reduce((sum, { followers, following }) => sum + followers + following, 0);
    expect(total).toBe(2 * rows.length);
  });
});
