import 'server-only';
import type { SignIn } from '../inputs';
import { passwordFits } from '../passwords';
import { findForSignIn } from '../queries';
import type { MemberId } from '../tables';

/**
 * Who signs in with this name and password, and the hash it fitted; null when they do not fit or the member is suspended. A member who deleted the
 * account gets in while it can be had back. Always one hash's work, whether there is such an account or not.
 */
export async function checkPassword({ login, password }: SignIn): Promise<{ id: MemberId; hash: string } | null> {
  const found = await findForSignIn(login);
  const fits = await passwordFits(password, found?.hash);
  return found?.hash && fits && found.suspendedAt === null ? { id: found.id, hash: found.hash } : null;
}
