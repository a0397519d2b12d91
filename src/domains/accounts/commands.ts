import 'server-only';
import { eq } from 'drizzle-orm';
import { aToken } from '@/kernel/ids';
import { db } from '@/platform/db/client';
import { hashOfToken } from '@/platform/session';
import type { SignIn } from './inputs';
import { passwordFits } from './passwords';
import { findForSignIn } from './queries';
import { sessionDays } from './rules';
import { type MemberId, sessions } from './tables';

/** Who signs in with this name and password; null when they do not fit or the member is suspended. Always one hash's work. */
export async function checkPassword({ login, password }: SignIn): Promise<MemberId | null> {
  const found = await findForSignIn(login);
  const fits = await passwordFits(password, found?.hash);
  return found && fits && found.suspendedAt === null ? found.id : null;
}

/** Opens a session. Answers its token (22 characters of base64url), which is kept nowhere but in the browser. */
export async function openSession(memberId: MemberId, now = new Date()): Promise<string> {
  const token = aToken();
  const expiresAt = new Date(now.getTime() + sessionDays * 86_400_000);
  await db.insert(sessions).values({ memberId, tokenHash: hashOfToken(token), createdAt: now, expiresAt });
  return token;
}

/** Ends the session of this token; an unknown one is no mistake. */
export async function closeSession(token: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, hashOfToken(token)));
}
