import 'server-only';
import { eq } from 'drizzle-orm';
import { refuse } from '@/kernel/refusal';
import { spend } from '@/platform/db/ceilings';
import { db } from '@/platform/db/client';
import { passwordFits } from '../passwords';
import type { Viewer } from '../queries';
import { passwords } from '../tables';

/**
 * Asks a signed-in member for the password once more, before something a stranger at an open screen must not do. A member without one (who signs in
 * elsewhere) passes. Ten tries an hour for a member.
 * @returns the hash it fitted; null for a member without a password
 * @throws Refusal `accounts.password-wrong`, `site.limited`
 */
export async function demandOwnPassword(
  member: Pick<Viewer, 'id'>,
  given: string | undefined,
  now = new Date(),
): Promise<string | null> {
  const [own] = await db.select({ hash: passwords.hash }).from(passwords).where(eq(passwords.memberId, member.id));
  if (!own) return null;
  await spend([{ kind: 'own-password', key: String(member.id), max: 10, windowSeconds: 3_600 }], now);
  if (given && (await passwordFits(given, own.hash))) return own.hash;
  const fields = { currentPassword: 'accounts.password-wrong' };
  return refuse('invalid', 'accounts.password-wrong', 'That is not your password.', { fields });
}
