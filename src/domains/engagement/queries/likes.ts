import 'server-only';
import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { cacheLife, cacheTag } from 'next/cache';
import { peopleTag, personTag } from '@/domains/accounts/cache';
import type { Viewer } from '@/domains/accounts/queries';
import { handlePattern } from '@/domains/accounts/rules';
import { type MemberId, members } from '@/domains/accounts/tables';
import { isHere } from '@/domains/accounts/visibility';
import { cardColumns, cardOf, type ImageCard } from '@/domains/images/queries';
import { pageSize } from '@/domains/images/rules';
import { type ImageId, images } from '@/domains/images/tables';
import { isListed, isOpen } from '@/domains/images/visibility';
import { isNotHiddenFrom } from '@/domains/social/visibility';
import { referencePattern } from '@/kernel/ids';
import { decodeCursor, newestPosition, type Page, pageOf } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { pictures } from '@/platform/pictures/tables';
import { faceView } from '@/platform/pictures/view';
import { likesTag } from '../cache';
import { firstLikers, likersPerPage, mayTidyUnder } from '../rules';
import { likes } from '../tables';

type Looker = Pick<Viewer, 'id'> | null;

/** A viewer's id, null for a visitor. */
type LookerId = MemberId | null;

const likerColumns = {
  id: members.id,
  handle: members.handle,
  name: members.name,
  photo: pictures.files,
  likedAt: likes.createdAt,
};

/** Who likes something, as far as they are here and not hidden from the viewer, the one who did last first. */
const likers = (which: SQL | undefined, viewerId: LookerId, limit: number) =>
  db
    .select(likerColumns)
    .from(likes)
    .innerJoin(members, eq(members.id, likes.memberId))
    .leftJoin(pictures, eq(pictures.id, members.avatarPictureId))
    .where(and(which, isHere, isNotHiddenFrom(viewerId, members.id)))
    .orderBy(desc(likes.createdAt), desc(likes.memberId))
    .limit(limit);

type LikerRow = Awaited<ReturnType<typeof likers>>[number];

const likerOf = ({ id, handle, name, photo }: LikerRow) => ({ id, handle, name, photo: faceView(photo) });

/** Somebody who likes an image. */
export type Liker = ReturnType<typeof likerOf>;

/** How many like an image, and the few who did last. */
export type Likes = { count: number; first: Liker[] };

const nobody: Likes = { count: 0, first: [] };
const isReference = (word: unknown) => typeof word === 'string' && referencePattern.test(word);

/**
 * How many like an image, and the three who did last. For a visitor, and so for everybody, cached until a like comes or goes, or one of those shown does; for a
 * viewer read each time, without those whom they do not want to see. None for what nobody can see. One statement.
 */
export async function findLikes(ref: string, viewer: Looker): Promise<Likes> {
  // Refused before the cache: invented words would fill it.
  if (!isReference(ref)) return nobody;
  return viewer ? likesOf(ref, viewer.id) : findPublicLikes(ref);
}

async function findPublicLikes(ref: string): Promise<Likes> {
  'use cache';
  // Next lets anybody call a cached function, with any arguments: it looks for itself.
  if (!isReference(ref)) return nobody;
  cacheLife('max');
  const found = await likesOf(ref, null);
  // Who comes back may be one of the first, or the owner of what was not to be seen.
  cacheTag(likesTag(ref), peopleTag(), ...found.first.map(({ handle }) => personTag(handle)));
  return found;
}

async function likesOf(ref: string, viewerId: LookerId): Promise<Likes> {
  const last = likers(eq(likes.imageId, images.id), viewerId, firstLikers).as('last');
  const rows = await db
    .select({
      count: images.likesCount,
      liker: { id: last.id, handle: last.handle, name: last.name, photo: last.photo, likedAt: last.likedAt },
    })
    .from(images)
    .leftJoinLateral(last, sql`true`)
    .where(and(eq(images.ref, ref), isOpen))
    .orderBy(desc(last.likedAt), desc(last.id));
  const first = rows.flatMap(({ liker }) => (liker === null || liker.id === null ? [] : [likerOf(liker as LikerRow)]));
  return { count: rows[0]?.count ?? 0, first };
}

/**
 * Who likes an image, the one who did last first, 24 a page, without those whom the viewer does not want to see. Empty for an unknown image. Never cached; one
 * statement. @throws Refusal `site.cursor`
 */
export async function listLikers(ref: string, viewer: Looker, cursor?: string): Promise<Page<Liker>> {
  if (!isReference(ref)) return { items: [], next: null };
  // A subquery rather than a condition on a joined row: the image's index then gives the order.
  const image = sql`(select ${images.id} from ${images} where ${images.ref} = ${ref} and ${isOpen})`;
  const which = and(eq(likes.imageId, image), isAfter(likes.memberId, cursor));
  const rows = await likers(which, viewer?.id ?? null, likersPerPage + 1);
  return pageOf(rows, likersPerPage, ({ likedAt, id }) => [likedAt.getTime(), id], likerOf);
}

/**
 * The images a member likes, the one liked last first, 24 a page: those that hang for everybody, without those of people whom the viewer does not want to see.
 * Empty for a handle nobody has. Never cached; one statement. @throws Refusal `site.cursor`
 */
export async function listLikedBy(handle: string, viewer: Looker, cursor?: string): Promise<Page<ImageCard>> {
  if (!handlePattern.test(handle)) return { items: [], next: null };
  // A subquery rather than a condition on a joined row: the liker's index then gives the order. Its member is here, or nothing is shown of what they did.
  const liker = sql`(select ${members.id} from ${members} where ${members.handle} = ${handle} and ${isHere})`;
  const rows = await db
    .select({ ...cardColumns, likedAt: likes.createdAt })
    .from(likes)
    .innerJoin(images, eq(images.id, likes.imageId))
    .innerJoin(members, eq(members.id, images.ownerId))
    .innerJoin(pictures, eq(pictures.id, images.pictureId))
    .where(
      and(
        eq(likes.memberId, liker),
        isListed,
        isNotHiddenFrom(viewer?.id ?? null, images.ownerId),
        isAfter(likes.imageId, cursor),
      ),
    )
    .orderBy(desc(likes.createdAt), desc(likes.imageId))
    .limit(pageSize + 1);
  return pageOf(rows, pageSize, ({ likedAt, id }) => [likedAt.getTime(), id], cardOf);
}

/** By key, not by number: likes that come and go meanwhile neither repeat nor hide a row. @throws Refusal `site.cursor` */
function isAfter(id: typeof likes.memberId | typeof likes.imageId, cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const [at, last] = decodeCursor(newestPosition, cursor);
  return sql`(${likes.createdAt}, ${id}) < (${at.toISOString()}, ${last})`;
}

/** What an image is to somebody who looks at it. */
export type OwnOnImage = { ref: string; isLiked: boolean; mayTidy: boolean };

/** Whether the viewer likes an image, and may take away anybody's comment under it. One statement. */
export async function findOwnOnImage(
  viewer: Pick<Viewer, 'id' | 'role'>,
  { id, ref, ownerId }: { id: ImageId; ref: string; ownerId: MemberId },
): Promise<OwnOnImage> {
  const isLiked = await db.$count(likes, and(eq(likes.imageId, id), eq(likes.memberId, viewer.id)));
  return { ref, isLiked: isLiked > 0, mayTidy: mayTidyUnder(viewer, { ownerId }) };
}
