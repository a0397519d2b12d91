import 'server-only';
import type { MemberId } from '@/domains/accounts/tables';
import { db } from '@/platform/db/client';
import { countFollow } from './commands/count-follows';
import type { BoundaryKind } from './rules';
import { boundaries, follows } from './tables';

type Member = { id: MemberId };

/** A follow as it is after it was made, with the counts of both; nothing is announced. */
export async function aFollow(follower: Member, followed: Member, createdAt = new Date()) {
  const pair = { followerId: follower.id, followedId: followed.id };
  await db.transaction(async (tx) => {
    await tx.insert(follows).values({ ...pair, createdAt });
    await countFollow(tx, pair);
  });
}

/** A mute or block as it stands in the table. */
export async function aBoundary(member: Member, other: Member, kind: BoundaryKind = 'block', createdAt = new Date()) {
  await db.insert(boundaries).values({ memberId: member.id, otherId: other.id, kind, createdAt });
}
