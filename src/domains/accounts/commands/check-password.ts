import 'server-only';
import { forgetUses, spend } from '@/platform/db/ceilings';
import type { SignIn } from '../inputs';
import { passwordFits } from '../passwords';
import { findForSignIn } from '../queries';
import type { MemberId } from '../tables';
import { type Origin, signInCeilings } from './sign-in-limits';

/**
 * Who signs in with this name and password, and the hash it fitted; null when they do not fit or the member is suspended. A member who deleted the
 * account gets in while it can be had back. Counted before it is looked at, in rows that hold however many come at once; and always one hash's work,
 * whether there is such an account or not. Besides the look-up two or three statements.
 * @throws Refusal `site.limited` beyond the ceilings of {@link signInCeilings}
 */
export async function checkPassword(
  { login, password }: Pick<SignIn, 'login' | 'password'>,
  origin: Origin,
  now = new Date(),
): Promise<{ id: MemberId; hash: string; isLeaving: boolean } | null> {
  const found = await findForSignIn(login, now);
  const ceilings = signInCeilings(login, found?.id, origin);
  await spend(ceilings, now);
  const fits = await passwordFits(password, found?.hash);
  if (!found?.hash || !fits || found.suspendedAt !== null) return null;
  for (const own of ceilings.slice(0, 1)) await forgetUses(own);
  return { id: found.id, hash: found.hash, isLeaving: found.deletedAt !== null };
}
