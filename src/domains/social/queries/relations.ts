import 'server-only';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { cacheLife, cacheTag } from 'next/cache';
import { handlePattern } from '@/domains/accounts/rules';
import { type MemberId, members } from '@/domains/accounts/tables';
import { isHere } from '@/domains/accounts/visibility';
import { decodeCursor, newestPosition, type Page, pageOf } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { pictures } from '@/platform/pictures/tables';
import { type FaceView, faceView } from '@/platform/pictures/view';
import { followsTag } from '../cache';
import { type BoundaryKind, mostHidden, pageSize } from '../rules';
import { boundaries, followCounts, follows } from '../tables';

/** What a member has to do with somebody else. */
export type Relation = { isFollowed: boolean; boundary: BoundaryKind | null };

/** What a member has to do with each of these people, by handle; who is not here has no entry. At most 50; one statement, none for nobody. */
export async function findRelations(
  { id }: { id: MemberId },
  handles: readonly string[],
): Promise<Record<string, Relation>> {
  if (handles.length === 0) return {};
  const rows = await db
    .select({
      handle: members.handle,
      isFollowed: sql<boolean>`${follows.followerId} is not null`,
      boundary: boundaries.kind,
    })
    .from(members)
    .leftJoin(follows, and(eq(follows.followerId, id), eq(follows.followedId, members.id)))
    .leftJoin(boundaries, and(eq(boundaries.memberId, id), eq(boundaries.otherId, members.id)))
    .where(and(inArray(members.handle, [...handles]), isHere));
  return Object.fromEntries(rows.map(({ handle, ...relation }) => [handle, relation]));
}

/** The handles of those a member blocked or muted, the newest first, at most 1,000: what pages that are the same for everybody blank. One statement. */
export async function listHidden({ id }: { id: MemberId }): Promise<string[]> {
  const rows = await db
    .select({ handle: members.handle })
    .from(boundaries)
    .innerJoin(members, eq(members.id, boundaries.otherId))
    .where(and(eq(boundaries.memberId, id), isHere))
    .orderBy(desc(boundaries.createdAt))
    .limit(mostHidden);
  return rows.map(({ handle }) => handle);
}

/** Somebody a member blocked or muted. */
export type Bounded = { handle: string; name: string; photo: FaceView | null; kind: BoundaryKind; createdAt: Date };

/**
 * Those a member blocked or muted, the newest first, 24 a page, with when that was. One statement.
 * @throws Refusal `site.cursor`
 */
export async function listBoundaries({ id }: { id: MemberId }, cursor?: string): Promise<Page<Bounded>> {
  const after = cursor === undefined ? undefined : decodeCursor(newestPosition, cursor);
  const isAfter =
    after &&
    sql`(${boundaries.createdAt}, ${boundaries.otherId}) < (${after[0].toISOString()}::timestamptz, ${after[1]})`;
  const rows = await db
    .select({
      otherId: boundaries.otherId,
      handle: members.handle,
      name: members.name,
      photo: pictures.files,
      kind: boundaries.kind,
      createdAt: boundaries.createdAt,
    })
    .from(boundaries)
    .innerJoin(members, eq(members.id, boundaries.otherId))
    .leftJoin(pictures, eq(pictures.id, members.avatarPictureId))
    .where(and(eq(boundaries.memberId, id), isHere, isAfter))
    .orderBy(desc(boundaries.createdAt), desc(boundaries.otherId))
    .limit(pageSize + 1);
  return pageOf(
    rows,
    pageSize,
    ({ createdAt, otherId }) => [createdAt.getTime(), otherId],
    ({ handle, name, photo, kind, createdAt }) => ({ handle, name, photo: faceView(photo), kind, createdAt }),
  );
}

const nobody = { followers: 0, following: 0 };

/** How many follow a person, and whom the person follows, by handle. Cached; one statement. */
export async function findFollowCounts(handle: string): Promise<{ followers: number; following: number }> {
  return handlePattern.test(handle) ? readFollowCounts(handle) : nobody;
}

async function readFollowCounts(handle: string) {
  'use cache';
  // Next lets anybody call a cached function, with any arguments: it looks for itself.
  if (typeof handle !== 'string' || !handlePattern.test(handle)) return nobody;
  cacheLife('max');
  cacheTag(followsTag(handle));
  const [counts] = await db
    .select({ followers: followCounts.followers, following: followCounts.following })
    .from(followCounts)
    .innerJoin(members, eq(members.id, followCounts.memberId))
    .where(eq(members.handle, handle));
  return counts ?? nobody;
}
