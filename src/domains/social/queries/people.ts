import 'server-only';
import { and, desc, eq, lt, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { type MemberId, members } from '@/domains/accounts/tables';
import { isHere } from '@/domains/accounts/visibility';
import { decodeCursor, newestPosition, type Page, pageOf } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { pictures } from '@/platform/pictures/tables';
import { type FaceView, faceView } from '@/platform/pictures/view';
import { type PeopleOrder, pageSize } from '../rules';
import { followCounts, follows } from '../tables';
import { isNotHiddenFrom } from '../visibility';

/** Who is looking, null for a visitor. */
export type Looking = { id: MemberId } | null;

/** A person as lists show them. */
export type PersonCard = {
  id: MemberId;
  handle: string;
  name: string;
  city: string;
  photo: FaceView | null;
  followers: number;
  /** By whoever is looking. */
  isFollowed: boolean;
};

/** Is the member whose id stands in this column followed by whoever is looking? */
const isFollowedBy = (viewer: Looking, memberId: AnyPgColumn) =>
  viewer === null
    ? sql<boolean>`false`
    : sql<boolean>`exists (select 1 from ${follows} where ${follows.followerId} = ${viewer.id} and ${follows.followedId} = ${memberId})`;

const cardColumns = (viewer: Looking) => ({
  id: members.id,
  handle: members.handle,
  name: members.name,
  city: members.city,
  photo: pictures.files,
  followers: sql<number>`coalesce(${followCounts.followers}, 0)`.mapWith(Number),
  isFollowed: isFollowedBy(viewer, members.id),
});

/** Who may stand in a list that this viewer sees: here, and not hidden from them. */
const isShownTo = (viewer: Looking) => and(isHere, isNotHiddenFrom(viewer?.id ?? null, members.id));

type CardRow = Omit<PersonCard, 'photo'> & { photo: string[] | null };

const cardOf = ({ id, handle, name, city, photo, followers, isFollowed }: CardRow): PersonCard => ({
  id,
  handle,
  name,
  city,
  photo: faceView(photo),
  followers,
  isFollowed,
});

/** A place in the list of those with most followers. Both numbers bounded to what their columns hold. */
const countPosition = z.tuple([z.int().min(1).max(2_147_483_647), z.int().min(1)]);
const idPosition = z.int().min(1);

/**
 * The people who are here, 24 a page: the last to join first, or those with most followers first (who has none is not among them). One statement.
 * @throws Refusal `site.cursor`
 */
export function listPeople(order: PeopleOrder, viewer: Looking, cursor?: string): Promise<Page<PersonCard>> {
  return order === 'newest' ? newestPeople(viewer, cursor) : mostFollowed(viewer, cursor);
}

/** By id, which is given in the order of joining. */
async function newestPeople(viewer: Looking, cursor?: string) {
  const after = cursor === undefined ? undefined : (decodeCursor(idPosition, cursor) as MemberId);
  const rows = await db
    .select(cardColumns(viewer))
    .from(members)
    .leftJoin(pictures, eq(pictures.id, members.avatarPictureId))
    .leftJoin(followCounts, eq(followCounts.memberId, members.id))
    .where(and(isShownTo(viewer), after === undefined ? undefined : lt(members.id, after)))
    .orderBy(desc(members.id))
    .limit(pageSize + 1);
  return pageOf(rows, pageSize, ({ id }) => id, cardOf);
}

async function mostFollowed(viewer: Looking, cursor?: string) {
  const after = cursor === undefined ? undefined : decodeCursor(countPosition, cursor);
  const isAfter = after && sql`(${followCounts.followers}, ${followCounts.memberId}) < (${after[0]}, ${after[1]})`;
  const rows = await db
    .select(cardColumns(viewer))
    .from(followCounts)
    .innerJoin(members, eq(members.id, followCounts.memberId))
    .leftJoin(pictures, eq(pictures.id, members.avatarPictureId))
    .where(and(isShownTo(viewer), sql`${followCounts.followers} > 0`, isAfter))
    .orderBy(desc(followCounts.followers), desc(followCounts.memberId))
    .limit(pageSize + 1);
  return pageOf(rows, pageSize, ({ followers, id }) => [followers, id], cardOf);
}

/** Which side of a follow is listed, and which is the one whose page it is. */
const sides = {
  followers: { listed: follows.followerId, whose: follows.followedId },
  following: { listed: follows.followedId, whose: follows.followerId },
} as const;
export type Side = keyof typeof sides;

/**
 * Those who follow a person, or whom that person follows, the last to begin first, 24 a page. One statement.
 * @throws Refusal `site.cursor`
 */
export async function listFollows(
  side: Side,
  person: { id: MemberId },
  viewer: Looking,
  cursor?: string,
): Promise<Page<PersonCard>> {
  const { listed, whose } = sides[side];
  const after = cursor === undefined ? undefined : decodeCursor(newestPosition, cursor);
  const isAfter: SQL | undefined =
    after && sql`(${follows.createdAt}, ${listed}) < (${after[0].toISOString()}::timestamptz, ${after[1]})`;
  const rows = await db
    .select({ ...cardColumns(viewer), followedAt: follows.createdAt })
    .from(follows)
    .innerJoin(members, eq(members.id, listed))
    .leftJoin(pictures, eq(pictures.id, members.avatarPictureId))
    .leftJoin(followCounts, eq(followCounts.memberId, members.id))
    .where(and(eq(whose, person.id), isShownTo(viewer), isAfter))
    .orderBy(desc(follows.createdAt), desc(listed))
    .limit(pageSize + 1);
  return pageOf(rows, pageSize, ({ followedAt, id }) => [followedAt.getTime(), id], cardOf);
}
