import 'server-only';
import { cookies, headers } from 'next/headers';
import { cookieOptions, keepDevices, readDevices, readSessionToken, sessionCookie, setHint } from '@/platform/session';
import { closeSession, openSession, openSessionByPassword } from './commands/sessions';
import { withDevice } from './commands/sign-in-limits';
import { sessionDays } from './rules';
import type { MemberId } from './tables';

/**
 * Signs this browser in: a new session under a new token, whatever cookie came along (nobody can plant one), and the end of the session it had.
 * Every way of signing in ends here. Only where cookies may be set: actions and routes.
 * @param passwordHash the hash that the given password fitted, where a password was given
 * @returns false when that password is no longer the member's
 */
export async function startSession(memberId: MemberId, passwordHash?: string): Promise<boolean> {
  const userAgent = (await headers()).get('user-agent') ?? '';
  const token = passwordHash
    ? await openSessionByPassword(memberId, passwordHash, userAgent)
    : await openSession(memberId, userAgent);
  if (token === null) return false;
  const earlier = await readSessionToken();
  if (earlier) await closeSession(earlier);
  (await cookies()).set(sessionCookie(), token, { ...cookieOptions(), maxAge: sessionDays * 86_400 });
  await setHint(true, sessionDays);
  await keepDevices(withDevice(await readDevices(), memberId));
  return true;
}

/** Signs this browser out. */
export async function endSession(): Promise<void> {
  const token = await readSessionToken();
  if (token) await closeSession(token);
  const { secure, path } = cookieOptions();
  (await cookies()).delete({ name: sessionCookie(), secure, path });
  await setHint(false, 0);
}
