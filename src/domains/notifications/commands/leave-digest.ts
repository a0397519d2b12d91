import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { members } from '@/domains/accounts/tables';
import { refuse } from '@/kernel/refusal';
import { db } from '@/platform/db/client';
import { memberOfLink } from '../links';
import { tellingKinds } from '../rules';
import { notificationSettings } from '../tables';

/**
 * Ends the weekly digest for whom this link was written for: every box of theirs under "by mail" is off. Doing it twice is doing it once; for somebody
 * who is gone it does nothing.
 * @throws Refusal `notifications.link` for a link we never wrote
 */
export async function leaveDigest(token: string): Promise<void> {
  const memberId = memberOfLink(token);
  if (memberId === null) refuse('invalid', 'notifications.link', 'This link is damaged.');
  await db.transaction(async (tx) => {
    // Held until the boxes are written, so that nobody is erased in between.
    const [member] = await tx.select({ id: members.id }).from(members).where(eq(members.id, memberId)).for('key share');
    if (!member) return;
    await tx
      .insert(notificationSettings)
      .values(tellingKinds.map((kind) => ({ memberId, kind, channel: 'mail' as const, isOn: false })))
      .onConflictDoUpdate({
        target: [notificationSettings.memberId, notificationSettings.kind, notificationSettings.channel],
        set: { isOn: sql`excluded.is_on` },
      });
  });
}
