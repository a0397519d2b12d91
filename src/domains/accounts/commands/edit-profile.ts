import 'server-only';
import { eq } from 'drizzle-orm';
import { refuse } from '@/kernel/refusal';
import { db } from '@/platform/db/client';
import type { Profile } from '../inputs';
import type { Viewer } from '../queries';
import { isBirthday } from '../rules';
import { members } from '../tables';

/**
 * Changes what a member says about themselves; the form sends all of it.
 * @throws Refusal `accounts.birthday` for a day nobody was born on
 */
export async function editProfile({ id }: Pick<Viewer, 'id'>, profile: Profile, now = new Date()): Promise<void> {
  if (profile.birthday !== null && !isBirthday(profile.birthday, now)) {
    const fields = { birthday: 'accounts.birthday' };
    refuse('invalid', 'accounts.birthday', 'Nobody was born on that day.', { fields });
  }
  await db.update(members).set(profile).where(eq(members.id, id));
}
