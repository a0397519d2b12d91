import 'server-only';
import { and, eq, type SQL } from 'drizzle-orm';
import { demandPresent, demandPublisher } from '@/domains/accounts/commands/demand-publisher';
import type { MemberId } from '@/domains/accounts/tables';
import { recordActivity } from '@/domains/activity/commands';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { memberFollowed } from '../events';
import type { Person } from '../inputs';
import { follows } from '../tables';
import { countFollow, endFollows } from './count-follows';
import { demandPerson, type Other } from './demand-person';
import { refuseBlocked } from './refuse-blocked';

type Member = { id: MemberId };

/** The follow of one by another. */
export const isFollow = (follower: Member, followed: Member) =>
  and(eq(follows.followerId, follower.id), eq(follows.followedId, followed.id)) as SQL;

/**
 * Follows somebody. Twice is once: the key decides.
 * @returns whom, for the caches
 * @throws Refusal `social.person-missing`, `social.yourself`, `social.blocked`, `social.follow-cap`, and as `demandPublisher`
 */
export function follow(member: Member, { handle }: Person, now = new Date()): Promise<Other> {
  return transaction(async (tx) => {
    await demandPublisher(tx, member);
    const other = await demandPerson(tx, member, { handle });
    await refuseBlocked(tx, member.id, other.id);
    const pair = { followerId: member.id, followedId: other.id };
    const written = await tx
      .insert(follows)
      .values({ ...pair, createdAt: now })
      .onConflictDoNothing()
      .returning({ followerId: follows.followerId });
    if (written.length > 0) {
      await countFollow(tx, pair);
      const deed = { verb: 'followed', targetKind: 'member' } as const;
      await recordActivity(tx, { ...deed, actorId: member.id, targetId: other.id }, now);
      await announce(tx, memberFollowed, pair);
    }
    return other;
  });
}

/**
 * Follows somebody no more; does nothing where there was no follow.
 * @returns whom, for the caches
 * @throws Refusal `social.person-missing`, `social.yourself`, and as `demandPresent`
 */
export function unfollow(member: Member, { handle }: Person): Promise<Other> {
  return transaction(async (tx) => {
    await demandPresent(tx, member);
    const other = await demandPerson(tx, member, { handle, evenAway: true });
    await endFollows(tx, isFollow(member, other));
    return other;
  });
}

/** Takes somebody out of one's own followers; else as `unfollow`. */
export function removeFollower(member: Member, { handle }: Person): Promise<Other> {
  return transaction(async (tx) => {
    await demandPresent(tx, member);
    const other = await demandPerson(tx, member, { handle, evenAway: true });
    await endFollows(tx, isFollow(other, member));
    return other;
  });
}
