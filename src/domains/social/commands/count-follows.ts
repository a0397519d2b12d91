import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import type { MemberId } from '@/domains/accounts/tables';
import { forgetActivity } from '@/domains/activity/commands';
import { refuse } from '@/kernel/refusal';
import type { Tx } from '@/platform/db/client';
import { followCap } from '../rules';
import { followCounts, follows } from '../tables';

type Pair = { followerId: MemberId; followedId: MemberId };

/** `mostFollows` of `rules.ts`, for the row that is being changed. */
const most = sql`greatest(${followCap.least}, floor(${followCounts.followers} * ${followCap.perFollower}::numeric))`;

/**
 * Counts a follow that was just written, for both sides, and says no at the cap: the condition of the update decides, so that of many at once no more get
 * through than there is room for. Rows are taken in the order of ids: two who follow each other wait in line, not in a circle.
 * @throws Refusal `social.follow-cap`; the transaction must end with it
 */
export async function countFollow(tx: Tx, { followerId, followedId }: Pair): Promise<void> {
  const rows = [
    { memberId: followerId, following: 1 },
    { memberId: followedId, followers: 1 },
  ].sort((one, other) => one.memberId - other.memberId);
  const counted = await tx
    .insert(followCounts)
    .values(rows)
    .onConflictDoUpdate({
      target: followCounts.memberId,
      set: {
        followers: sql`${followCounts.followers} + excluded.followers`,
        following: sql`${followCounts.following} + excluded.following`,
      },
      setWhere: sql`excluded.following = 0 or ${followCounts.following} < ${most}`,
    })
    .returning({ memberId: followCounts.memberId });
  if (counted.length < rows.length)
    refuse('conflict', 'social.follow-cap', 'You follow as many people as one can. Follow somebody less first.');
}

/**
 * Ends the follows that `which` finds, at most `most` of them, with their counts and activities. Both tables' rows are locked in the order of their keys, so that nobody who
 * does the same waits in a circle.
 * @returns those it ended
 */
export async function endFollows(tx: Tx, which: SQL, most = 500): Promise<Pair[]> {
  const { rows } = await tx.execute<{ follower_id: string; followed_id: string }>(sql`
    with ended as (
      delete from ${follows} where (${follows.followerId}, ${follows.followedId}) in (
        select ${follows.followerId}, ${follows.followedId} from ${follows} where ${which}
        order by ${follows.followerId}, ${follows.followedId} limit ${most} for update
      ) returning follower_id, followed_id
    ),
    lost as (
      select member_id, sum(followers) as followers, sum(following) as following from (
        select follower_id as member_id, 0 as followers, 1 as following from ended
        union all select followed_id, 1, 0 from ended
      ) as sides group by member_id
    ),
    locked as materialized (
      select member_id from ${followCounts} where member_id in (select member_id from lost) order by member_id for no key update
    ),
    counted as (
      update ${followCounts} as counts
      set followers = counts.followers - lost.followers, following = counts.following - lost.following
      from locked join lost using (member_id) where counts.member_id = locked.member_id
    )
    select follower_id, followed_id from ended`);
  const ended = rows.map((row) => ({
    followerId: Number(row.follower_id) as MemberId,
    followedId: Number(row.followed_id) as MemberId,
  }));
  for (const { followerId, followedId } of ended)
    await forgetActivity(tx, { actorId: followerId, verb: 'followed', targetKind: 'member', targetId: followedId });
  return ended;
}
