import 'server-only';
import { and, eq, lt, ne } from 'drizzle-orm';
import { aToken } from '@/kernel/ids';
import { db, type Tx } from '@/platform/db/client';
import { hashOfToken } from '@/platform/session';
import type { Viewer } from '../queries';
import { sessionDays } from '../rules';
import { type MemberId, passwords, sessions } from '../tables';

/**
 * Opens a session. Answers its token (22 characters of base64url), which is kept nowhere but in the browser.
 * @param userAgent what the browser calls itself, for the list of sessions
 */
export async function openSession(memberId: MemberId, userAgent = '', now = new Date(), tx: Tx | typeof db = db) {
  const token = aToken();
  const expiresAt = new Date(now.getTime() + sessionDays * 86_400_000);
  await tx.insert(sessions).values({
    memberId,
    tokenHash: hashOfToken(token),
    userAgent: userAgent.replace(/\p{Cc}/gu, ' ').slice(0, 300),
    createdAt: now,
    seenAt: now,
    expiresAt,
  });
  return token;
}

/**
 * Opens a session for somebody who gave the right password, if it is still the right one: a change of the password meanwhile ends every session, and
 * this one must not slip in after it. The lock makes the two wait for each other.
 * @returns the token; null when the password is another by now
 */
export function openSessionByPassword(memberId: MemberId, hash: string, userAgent: string, now = new Date()) {
  return db.transaction(async (tx) => {
    const [still] = await tx
      .select({ memberId: passwords.memberId })
      .from(passwords)
      .where(and(eq(passwords.memberId, memberId), eq(passwords.hash, hash)))
      .for('share');
    return still ? openSession(memberId, userAgent, now, tx) : null;
  });
}

/** Ends the session of this token; an unknown one is no mistake. */
export async function closeSession(token: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, hashOfToken(token)));
}

/** Ends one of a member's own sessions; another's, and one that is over, is no mistake. */
export async function revokeSession(member: Pick<Viewer, 'id'>, { session }: { session: number }): Promise<void> {
  await db.delete(sessions).where(and(eq(sessions.id, session), eq(sessions.memberId, member.id)));
}

/** Ends all sessions of a member but one. */
export async function closeOtherSessions(tx: Tx, memberId: MemberId, keptId: number | null): Promise<void> {
  const others = keptId === null ? undefined : ne(sessions.id, keptId);
  await tx.delete(sessions).where(and(eq(sessions.memberId, memberId), others));
}

/** Ends all of a member's sessions but the one that asks. */
export function revokeOtherSessions({ id, sessionId }: Pick<Viewer, 'id' | 'sessionId'>): Promise<void> {
  return db.transaction((tx) => closeOtherSessions(tx, id, sessionId));
}

/** Notes that a session is in use. */
export async function noteSeen(sessionId: number, now: Date): Promise<void> {
  await db.update(sessions).set({ seenAt: now }).where(eq(sessions.id, sessionId));
}

/** Removes sessions that are over. */
export async function forgetOldSessions(now: Date): Promise<void> {
  await db.delete(sessions).where(lt(sessions.expiresAt, now));
}
