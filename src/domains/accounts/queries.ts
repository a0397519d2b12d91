import 'server-only';
import { and, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { cacheLife, cacheTag } from 'next/cache';
import { db } from '@/platform/db/client';
import { hashOfToken } from '@/platform/session';
import { personTag } from './cache';
import { handlePattern } from './rules';
import { codeRequests, formerHandles, members, passwords, sessions } from './tables';
import { isHere } from './visibility';

const viewerColumns = {
  sessionId: sessions.id,
  seenAt: sessions.seenAt,
  id: members.id,
  handle: members.handle,
  name: members.name,
  role: members.role,
  locale: members.locale,
  mutedAt: members.mutedAt,
};

/** Who holds this session now; null when it is unknown, over, or its member is suspended or has deleted the account. One statement. */
export async function findViewer(token: string, now = new Date()) {
  const [viewer] = await db
    .select(viewerColumns)
    .from(sessions)
    .innerJoin(members, eq(members.id, sessions.memberId))
    .where(and(eq(sessions.tokenHash, hashOfToken(token)), gt(sessions.expiresAt, now), isHere))
    .limit(1);
  return viewer ?? null;
}

/** The person who is asking, as far as pages and doors need to know. */
export type Viewer = NonNullable<Awaited<ReturnType<typeof findViewer>>>;

/** The member behind an e-mail or handle (either case), suspended and deleted ones too, with the password's hash; null for nobody. */
export async function findForSignIn(login: string) {
  const wanted = login.toLowerCase();
  const [found] = await db
    .select({ id: members.id, suspendedAt: members.suspendedAt, hash: passwords.hash })
    .from(members)
    .leftJoin(passwords, eq(passwords.memberId, members.id))
    .where(or(eq(members.handle, wanted), eq(sql`lower(${members.email})`, wanted)))
    .limit(1);
  return found ?? null;
}

/** A member's public face by handle (either case); null for nobody and for suspended members. Cached; one statement. */
export async function findPerson(handle: string) {
  const wanted = handle.toLowerCase();
  // Refused before the cache: invented words would fill it.
  return isHandle(wanted) ? findMember(wanted) : null;
}

const isHandle = (word: unknown) => typeof word === 'string' && handlePattern.test(word);

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
    })
    .from(members)
    .where(and(eq(members.handle, handle), isHere))
    .limit(1);
  return person ?? null;
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
