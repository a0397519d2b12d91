import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { type MemberId, members } from '@/domains/accounts/tables';
import { activities } from '@/domains/activity/tables';
import { db } from '@/platform/db/client';
import { outbox } from '@/platform/outbox/tables';
import { losers, race, winners } from '@/testing/race';
import { follow, removeFollower, unfollow } from './commands/follow';
import { aFollow } from './factory';
import { followInput } from './inputs';
import { mostFollows } from './rules';
import { followCounts, follows } from './tables';

type Member = { id: MemberId; handle: string };

const rowsOf = ({ id }: Member) =>
  db.select({ followedId: follows.followedId }).from(follows).where(eq(follows.followerId, id));
const followersOf = ({ id }: Member) =>
  db.select({ followerId: follows.followerId }).from(follows).where(eq(follows.followedId, id));
async function countsOf({ id }: Member) {
  const [counts] = await db
    .select({ followers: followCounts.followers, following: followCounts.following })
    .from(followCounts)
    .where(eq(followCounts.memberId, id));
  return counts ?? { followers: 0, following: 0 };
}
const truthOf = async (member: Member) => ({
  followers: (await followersOf(member)).length,
  following: (await rowsOf(member)).length,
});
const deedsOf = ({ id }: Member) =>
  db.select({ target: activities.targetId }).from(activities).where(eq(activities.actorId, id));
const announced = ({ id }: Member) =>
  db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.name, 'social/member.followed'), eq(sql`(${outbox.data}->>'followerId')::bigint`, id)));
const two = async () => [await aMember(), await aMember()] as const;
/** Connections first: runs that wait for theirs would come one after the other. */
const warm = () => race(20, () => db.execute(sql`select pg_sleep(0.05)`));

describe('following', () => {
  test('is one row, both counts, one activity and one announcement, however often', async () => {
    const [ana, bo] = await two();
    for (let i = 0; i < 3; i++) await follow(ana, bo);
    expect(await rowsOf(ana)).toEqual([{ followedId: bo.id }]);
    expect([await countsOf(ana), await countsOf(bo)]).toEqual([
      { followers: 0, following: 1 },
      { followers: 1, following: 0 },
    ]);
    expect(await deedsOf(ana)).toEqual([{ target: bo.id }]);
    expect(await announced(ana)).toHaveLength(1);
  });

  test('keeps the time of the first', async () => {
    const [ana, bo] = await two();
    const first = new Date('2026-11-20T12:00:00Z');
    await follow(ana, bo, first);
    await follow(ana, bo, new Date('2026-11-21T12:00:00Z'));
    const [row] = await db.select().from(follows).where(eq(follows.followerId, ana.id));
    expect(row?.createdAt).toEqual(first);
  });

  test('undone leaves nothing, however often, and nobody below nothing', async () => {
    const [ana, bo] = await two();
    await follow(ana, bo);
    for (let i = 0; i < 3; i++) await unfollow(ana, bo);
    expect([await rowsOf(ana), await deedsOf(ana)]).toEqual([[], []]);
    expect([await countsOf(ana), await countsOf(bo)]).toEqual(Array(2).fill({ followers: 0, following: 0 }));
  });

  test('ends when the followed wants it, and not the other way round', async () => {
    const [ana, bo] = await two();
    await follow(ana, bo);
    await follow(bo, ana);
    await removeFollower(bo, ana);
    expect([await truthOf(ana), await truthOf(bo)]).toEqual([
      { followers: 1, following: 0 },
      { followers: 0, following: 1 },
    ]);
    expect([await countsOf(ana), await countsOf(bo)]).toEqual([await truthOf(ana), await truthOf(bo)]);
  });
});

describe('a follow is refused, and nothing is written,', () => {
  const nobody = { handle: 'nobody_at_all' };
  const cases: [string, string, (ana: Member, bo: Member) => Promise<unknown>][] = [
    ['of oneself', 'social.yourself', (ana) => follow(ana, ana)],
    ['of nobody', 'social.person-missing', (ana) => follow(ana, nobody)],
  ];
  test.each(cases)('%s', async (_, code, attempt) => {
    const [ana, bo] = await two();
    await expect(attempt(ana, bo)).rejects.toMatchObject({ code });
    expect([await rowsOf(ana), await deedsOf(ana), await countsOf(ana)]).toEqual([
      [],
      [],
      { followers: 0, following: 0 },
    ]);
  });

  test.each([
    ['accounts.muted', { mutedAt: new Date() }],
    ['accounts.suspended', { suspendedAt: new Date() }],
    ['accounts.sign-in-first', { deletedAt: new Date() }],
  ])('by somebody whose standing says %s', async (code, standing) => {
    const [ana, bo] = [await aMember(standing), await aMember()];
    await expect(follow(ana, bo)).rejects.toMatchObject({ code });
    expect(await truthOf(bo)).toEqual({ followers: 0, following: 0 });
  });

  test.each(['suspendedAt', 'deletedAt'])(
    'of somebody who is away (%s); an earlier one can be undone',
    async (away) => {
      const [ana, bo] = await two();
      await follow(ana, bo);
      await db
        .update(members)
        .set({ [away]: new Date() })
        .where(eq(members.id, bo.id));
      await expect(follow(await aMember(), bo)).rejects.toMatchObject({ code: 'social.person-missing' });
      await unfollow(ana, bo);
      expect(await truthOf(bo)).toEqual({ followers: 0, following: 0 });
    },
  );

  test.each([
    [{}],
    [{ handle: 'bo' }],
    [{ handle: 'bo', verb: 'anything' }],
    [{ handle: 'BO', verb: 'follow' }],
    [{ handle: "' or 1=1", verb: 'follow' }],
    [{ handle: 'x'.repeat(1_000_000), verb: 'follow' }],
    [{ handle: ['bo', 'ana'], verb: 'follow' }],
    [{ handle: 'bo\u202eana', verb: 'follow' }],
  ])('by a form that says %j', (form) => {
    expect(followInput.safeParse(form).success).toBe(false);
  });
});

describe('of many at once', () => {
  test('a hundred toggles of one pair leave counts that say what there is', async () => {
    const [ana, bo] = await two();
    await warm();
    const outcomes = await race(100, (i) => (i % 2 === 0 ? follow(ana, bo) : unfollow(ana, bo)));
    expect(losers(outcomes)).toEqual([]);
    const is = await truthOf(ana);
    expect([await countsOf(ana), (await countsOf(bo)).followers]).toEqual([is, is.following]);
    expect(await deedsOf(ana)).toHaveLength(is.following);
  });

  test('a hundred followers of one person are a hundred', async () => {
    const bo = await aMember();
    const crowd = await Promise.all(Array.from({ length: 100 }, () => aMember()));
    await warm();
    expect(losers(await race(100, (i) => follow(crowd[i] as Member, bo)))).toEqual([]);
    expect([await countsOf(bo), await truthOf(bo)]).toEqual(Array(2).fill({ followers: 100, following: 0 }));
  });

  test('some who follow each other crosswise never wait in a circle', async () => {
    const circle = await Promise.all(Array.from({ length: 4 }, () => aMember()));
    await warm();
    const outcomes = await race(120, (i) => {
      const one = circle[i % 4] as Member;
      const other = circle[(i + 1 + (i % 3)) % 4] as Member;
      return i % 5 < 3 ? follow(one, other) : i % 5 === 3 ? unfollow(one, other) : removeFollower(one, other);
    });
    expect(losers(outcomes)).toEqual([]);
    for (const member of circle) expect(await countsOf(member)).toEqual(await truthOf(member));
  });

  test('exactly as many get through as there is room below the cap', async () => {
    const ana = await aMember();
    await db.insert(followCounts).values({ memberId: ana.id, following: mostFollows(0) - 3 });
    const crowd = await Promise.all(Array.from({ length: 20 }, () => aMember()));
    await warm();
    const outcomes = await race(20, (i) => follow(ana, crowd[i] as Member));
    expect(winners(outcomes)).toHaveLength(3);
    expect(losers(outcomes)).toEqual(Array(17).fill(expect.objectContaining({ code: 'social.follow-cap' })));
    expect(await rowsOf(ana)).toHaveLength(3);
    expect((await countsOf(ana)).following).toBe(mostFollows(0));
    expect(await deedsOf(ana)).toHaveLength(3);
  });

  test('one with many followers has more room', async () => {
    const [ana, bo] = await two();
    await db.insert(followCounts).values({ memberId: ana.id, followers: 10_000, following: 10_999 });
    await follow(ana, bo);
    await expect(follow(ana, await aMember())).rejects.toMatchObject({ code: 'social.follow-cap' });
  });
});

test.each([
  [0, 7_500],
  [6_818, 7_500],
  [6_819, 7_500],
  [6_820, 7_502],
  [10_000, 11_000],
])('who has %i followers may follow %i', (followers, most) => expect(mostFollows(followers)).toBe(most));

test('the factory writes what the command writes', async () => {
  const [ana, bo] = await two();
  await aFollow(ana, bo);
  expect([await truthOf(ana), await countsOf(bo)]).toEqual([
    { followers: 0, following: 1 },
    { followers: 1, following: 0 },
  ]);
});
