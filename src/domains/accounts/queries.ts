import 'server-only';
import { and, desc, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { cacheLife, cacheTag } from 'next/cache';
import { db } from '@/platform/db/client';
import { pictures } from '@/platform/pictures/tables';
import { faceView } from '@/platform/pictures/view';
import { hashOfToken } from '@/platform/session';
import { peopleTag, personTag } from './cache';
import { handlePattern } from './rules';
import { codeRequests, formerHandles, identities, type MemberId, members, passwords, sessions } from './tables';
import { isHere, isNotGone } from './visibility';

const viewerColumns = {
  sessionId: sessions.id,
  seenAt: sessions.seenAt,
  id: members.id,
  handle: members.handle,
  name: members.name,
  role: members.role,
  locale: members.locale,
  mutedAt: members.mutedAt,
  photo: pictures.files,
};

/** Who holds this session now; null when it is unknown, over, or its member is suspended or has deleted the account. One statement. */
export async function findViewer(token: string, now = new Date()) {
  const [viewer] = await db
    .select(viewerColumns)
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .leftJoin(pictures, eq(pictures.id, members.avatarPictureId))
    .where(and(eq(sessions.tokenHash, hashOfToken(token)), gt(sessions.expiresAt, now), isHere))
    .limit(1);
  return viewer ? { ...viewer, photo: faceView(viewer.photo) } : null;
}

/** The person who is asking, as far as pages and doors need to know. */
export type Viewer = NonNullable<Awaited<ReturnType<typeof findViewer>>>;

/**
 * The member behind an e-mail or handle (either case), with the password's hash; suspended ones too, and those who deleted the account while it can be had
 * back. Null for nobody.
 */
export async function findForSignIn(login: string, now = new Date()) {
  const wanted = login.toLowerCase();
  const [found] = await db
    .select({
      id: members.id,
      suspendedAt: members.suspendedAt,
      deletedAt: members.deletedAt,
      hash: passwords.hash,
    })
    .from(members)
    .leftJoin(passwords, eq(passwords.memberId, members.id))
    .where(and(or(eq(members.handle, wanted), eq(sql`lower(${members.email})`, wanted)), isNotGone(now)))
    .limit(1);
  return found ?? null;
}

/**
 * The member who deleted the account and is signed in with it, while it can be had back; null for everybody else. Such a session opens nothing but the way
 * back. One statement.
 */
export async function findLeaving(token: string, now = new Date()) {
  const [leaving] = await db
    .select({
      id: members.id,
      handle: members.handle,
      name: members.name,
      deletedAt: sql<Date>`${members.deletedAt}`.mapWith(members.deletedAt),
      timeZone: members.timeZone,
    })
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .where(
      and(
        eq(sessions.tokenHash, hashOfToken(token)),
        gt(sessions.expiresAt, now),
        isNull(members.suspendedAt),
        isNotNull(members.deletedAt),
        isNotGone(now),
      ),
    )
    .limit(1);
  return leaving ?? null;
}

/**
 * A member's public face by handle (either case), or by one they had before: `handle` is always the present one. Null for nobody and for suspended members.
 * Cached; one statement.
 */
export async function findPerson(handle: string) {
  const wanted = handle.toLowerCase();
  // Refused before the cache: invented words would fill it.
  return isHandle(wanted) ? findMember(wanted) : null;
}

const isHandle = (word: unknown) => typeof word === 'string' && handlePattern.test(word);

/** Whose handle this was. Nobody else has it now: see `changeHandle`. */
const formerly = (handle: string) =>
  db.select({ id: formerHandles.memberId }).from(formerHandles).where(eq(formerHandles.handle, handle));

async function findMember(handle: string) {
  'use cache';
  // Next lets anybody call a cached function, with any arguments: it looks for itself.
  if (!isHandle(handle)) return null;
  cacheLife('max');
  cacheTag(personTag(handle));
  const [person] = await db
    .select({
      id: members.id,
      handle: members.handle,
      name: members.name,
      bio: members.bio,
      city: members.city,
      createdAt: members.createdAt,
      photo: pictures.files,
    })
    .from(members)
    .leftJoin(pictures, eq(pictures.id, members.avatarPictureId))
    .where(and(or(eq(members.handle, handle), eq(members.id, formerly(handle))), isHere))
    .limit(1);
  // Of a former handle: who has another now, or may come back.
  cacheTag(person ? personTag(person.handle) : peopleTag());
  return person ? { ...person, photo: faceView(person.photo) } : null;
}

/** What this browser is to prove with a code, and where that was sent; null for nothing (any more). One statement. */
export async function findCodeRequest(token: string | null, now = new Date()) {
  if (token === null) return null;
  const [request] = await db
    .select({
      purpose: codeRequests.purpose,
      email: codeRequests.email,
      handle: codeRequests.handle,
      codeAskedAt: codeRequests.codeAskedAt,
      expiresAt: codeRequests.expiresAt,
    })
    .from(codeRequests)
    .where(
      and(eq(codeRequests.tokenHash, hashOfToken(token)), isNull(codeRequests.usedAt), gt(codeRequests.expiresAt, now)),
    )
    .limit(1);
  return request ?? null;
}

/**
 * Has a member this handle, or had one it before and is still here? Handles are public, so this may be told early; whoever registers takes the handle only
 * when the code is confirmed.
 */
export async function isHandleTaken(handle: string): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from ${members} where ${members.handle} = ${handle}
    union all select 1 from ${formerHandles} where ${formerHandles.handle} = ${handle} limit 1`);
  return rows.length > 0;
}

/** What a member sees of themselves in the settings. One statement. */
export async function findOwnSettings({ id }: Pick<Viewer, 'id'>) {
  const [own] = await db
    .select({
      handle: members.handle,
      name: members.name,
      email: members.email,
      bio: members.bio,
      city: members.city,
      birthday: members.birthday,
      locale: members.locale,
      timeZone: members.timeZone,
      hasPassword: sql<boolean>`${passwords.memberId} is not null`,
    })
    .from(members)
    .leftJoin(passwords, eq(passwords.memberId, members.id))
    .where(eq(members.id, id))
    .limit(1);
  return own ?? null;
}
export type OwnSettings = NonNullable<Awaited<ReturnType<typeof findOwnSettings>>>;

/** The browsers a member is signed in with, the one last seen first, at most fifty. One statement. */
export function listSessions({ id }: Pick<Viewer, 'id'>, now = new Date()) {
  return db
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      seenAt: sessions.seenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.memberId, id), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.seenAt), desc(sessions.id))
    .limit(50);
}
export type OwnSession = Awaited<ReturnType<typeof listSessions>>[number];

/** How a member can sign in: with a password or not, and with which accounts elsewhere. One statement. */
export async function findSignInWays(memberId: MemberId) {
  const rows = await db
    .select({ provider: identities.provider, hasPassword: sql<boolean>`${passwords.memberId} is not null` })
    .from(members)
    .leftJoin(passwords, eq(passwords.memberId, members.id))
    .leftJoin(identities, eq(identities.memberId, members.id))
    .where(eq(members.id, memberId));
  return {
    hasPassword: rows.some(({ hasPassword }) => hasPassword),
    linked: rows.flatMap(({ provider }) => provider ?? []),
  };
}
