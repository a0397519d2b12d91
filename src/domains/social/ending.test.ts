import { eq, inArray, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { eraseMembers } from '@/domains/accounts/commands/erase-members';
import { aMember } from '@/domains/accounts/factory';
import { type MemberId, members } from '@/domains/accounts/tables';
import { activities } from '@/domains/activity/tables';
import { db } from '@/platform/db/client';
import { stepInPlace } from '@/platform/jobs/step';
import { meanwhile, untilSomebodyWaits } from '@/testing/meanwhile';
import { forgottenTags } from '@/testing/next-cache';
import { losers, race } from '@/testing/race';
import { countFollow } from './commands/count-follows';
import { eraseFollowsOf } from './commands/erase-follows-of';
import { follow } from './commands/follow';
import { recountFollows, type WrongFollows } from './commands/recount-follows';
import { aBoundary, aFollow } from './factory';
import { forgetFollowsOf } from './jobs';
import { followCounts, follows } from './tables';

type Member = { id: MemberId };
const left = new Date('2026-11-01T12:00:00Z');
const day8 = new Date('2026-11-09T12:00:00Z');
const countsOf = async ({ id }: Member) => {
  const [counts] = await db
    .select({ followers: followCounts.followers, following: followCounts.following })
    .from(followCounts)
    .where(eq(followCounts.memberId, id));
  return counts;
};
const leave = ({ id }: Member) => db.update(members).set({ deletedAt: left }).where(eq(members.id, id));

describe('a member who is erased', () => {
  test('leaves no follow, and counts of others that say what there is', async () => {
    const gone = await aMember();
    const crowd = await Promise.all(Array.from({ length: 230 }, () => aMember()));
    for (const [place, member] of crowd.entries()) await (place % 2 ? aFollow(member, gone) : aFollow(gone, member));
    const [first, second] = [await aMember(), await aMember()];
    await aFollow(first, gone);
    await aFollow(first, second);
    await follow(second, { handle: gone.handle });
    await aBoundary(first, gone, 'mute');
    await leave(gone);
    forgottenTags.length = 0;

    expect((await eraseMembers(day8)).waiting).toBeGreaterThan(0);
    await forgetFollowsOf({ memberId: gone.id }, stepInPlace, day8);
    expect(forgottenTags).toContain(`follows:${first.handle}`);
    expect([await countsOf(first), await countsOf(second)]).toEqual([
      { followers: 0, following: 1 },
      { followers: 1, following: 0 },
    ]);
    expect(await db.select().from(activities).where(eq(activities.targetId, gone.id))).toEqual([]);
    await eraseMembers(day8);
    expect(await db.select().from(members).where(eq(members.id, gone.id))).toEqual([]);
  });

  test('loses nothing while there is a way back', async () => {
    const [gone, other] = [await aMember(), await aMember()];
    await aFollow(other, gone);
    await leave(gone);
    await eraseFollowsOf(gone.id, new Date('2026-11-05T12:00:00Z'));
    expect(await countsOf(gone)).toEqual({ followers: 1, following: 0 });
  });

  test.each(['counts', 'follows'])(
    'and many others take %s in one order, so that nobody waits in a circle',
    async (kind) => {
      const gone = await aMember();
      const crowd = await Promise.all(Array.from({ length: 12 }, () => aMember()));
      // Written in another order than that of their keys.
      for (const [place, member] of crowd.reverse().entries())
        await (place % 2 ? aFollow(member, gone) : aFollow(gone, member));
      await leave(gone);
      const ids = sql.raw(`(${[gone, ...crowd].map(({ id }) => id).join()})`);
      const theirs =
        kind === 'counts'
          ? sql`${followCounts} where member_id in ${ids} order by member_id`
          : sql`${follows} where ${gone.id} in (follower_id, followed_id) order by follower_id, followed_id`;
      const { erasing } = await db.transaction(async (tx) => {
        await tx.execute(sql`select 1 from ${theirs} limit 1 for update`);
        const erasing = eraseFollowsOf(gone.id, day8);
        await untilSomebodyWaits();
        // Who waits for the first holds none of the others.
        await tx.execute(sql`select 1 from ${theirs} for update nowait`);
        // In an object, or the transaction would wait for who waits for it.
        return { erasing };
      });
      await erasing;
      expect(await countsOf(crowd[0] as Member)).toEqual({ followers: 0, following: 0 });
    },
  );

  test('and another who follows back are erased at once without waiting in a circle', async () => {
    const circle = await Promise.all(Array.from({ length: 6 }, () => aMember()));
    for (const one of circle) for (const other of circle) if (one.id !== other.id) await aFollow(one, other);
    for (const member of circle) await leave(member);
    expect(losers(await race(6, (i) => eraseFollowsOf((circle[i] as Member).id, day8)))).toEqual([]);
    const ids = circle.map(({ id }) => id);
    expect(await db.select().from(follows).where(inArray(follows.followerId, ids))).toEqual([]);
    for (const member of circle) expect(await countsOf(member)).toEqual({ followers: 0, following: 0 });
  });
});

describe('counting from scratch', () => {
  const recount = async () => {
    const wrong: WrongFollows[] = [];
    return { looked: await recountFollows((each) => wrong.push(each)), wrong };
  };

  test('puts right what is wrong, says so, and finds nothing the second time', async () => {
    const [ana, bo, eve] = [await aMember(), await aMember(), await aMember()];
    await aFollow(ana, bo);
    await aFollow(eve, bo);
    await db.update(followCounts).set({ followers: 7 }).where(eq(followCounts.memberId, bo.id));
    await db.delete(followCounts).where(eq(followCounts.memberId, ana.id));
    const { looked, wrong } = await recount();
    expect(looked).toBeGreaterThanOrEqual(3);
    expect(wrong).toEqual([
      expect.objectContaining({ handle: ana.handle, is: { followers: 0, following: 1 } }),
      {
        memberId: bo.id,
        handle: bo.handle,
        was: { followers: 7, following: 0 },
        is: { followers: 2, following: 0 },
      },
    ]);
    expect((await recount()).wrong).toEqual([]);
  });

  test('waits for a follow that is being written', async () => {
    const [ana, bo] = [await aMember(), await aMember()];
    await aFollow(ana, bo);
    await db.update(followCounts).set({ followers: 7 }).where(eq(followCounts.memberId, bo.id));
    const eve = await aMember();
    await meanwhile(async (tx) => {
      await tx.insert(follows).values({ followerId: eve.id, followedId: bo.id, createdAt: new Date() });
      await countFollow(tx, { followerId: eve.id, followedId: bo.id });
    }, recount);
    expect(await countsOf(bo)).toEqual({ followers: 2, following: 0 });
  });

  test('holds off a follow that begins while it counts', async () => {
    const [bo, last, eve] = [await aMember(), await aMember(), await aMember()];
    await db.insert(followCounts).values([{ memberId: bo.id, followers: 7 }, { memberId: last.id }]);
    let isWritten = false;
    let commit = () => {};
    const whenTold = new Promise<void>((resolve) => {
      commit = resolve;
    });
    const { counting, following } = await db.transaction(async (tx) => {
      await tx.execute(sql`select 1 from ${followCounts} where member_id = ${last.id} for update`);
      const counting = recount();
      await untilSomebodyWaits();
      // It has come past the first and waits for the last: now the first is followed.
      const following = db.transaction(async (other) => {
        await other.insert(follows).values({ followerId: eve.id, followedId: bo.id, createdAt: new Date() });
        await countFollow(other, { followerId: eve.id, followedId: bo.id });
        isWritten = true;
        await whenTold;
      });
      await db.execute(sql`select pg_sleep(0.2)`);
      return { counting, following };
    });
    if (isWritten) await untilSomebodyWaits();
    commit();
    await Promise.all([counting, following]);
    expect(await countsOf(bo)).toEqual({ followers: 1, following: 0 });
  });

  test('leaves every count right that is followed meanwhile', async () => {
    const people = await Promise.all(Array.from({ length: 44 }, () => aMember()));
    const crowd = await Promise.all(people.map(() => aMember()));
    await db.insert(followCounts).values(people.map(({ id }) => ({ memberId: id, followers: 7 })));
    await race(10, () => db.execute(sql`select pg_sleep(0.05)`));
    const outcomes = await race<unknown>(people.length, (i) =>
      i % 11 === 5 ? recount() : follow(crowd[i] as Member, people[i] as Member & { handle: string }),
    );
    expect(losers(outcomes)).toEqual([]);
    expect((await recount()).wrong).toEqual([]);
  });
});
