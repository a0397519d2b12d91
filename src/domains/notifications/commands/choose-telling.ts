import 'server-only';
import { sql } from 'drizzle-orm';
import { demandPresent } from '@/domains/accounts/commands/demand-publisher';
import type { MemberId } from '@/domains/accounts/tables';
import { db } from '@/platform/db/client';
import type { ChooseTelling } from '../inputs';
import { notificationChannels, offeredIn, tellingKinds } from '../rules';
import { notificationSettings } from '../tables';

/**
 * Keeps what a member wants to be told, and where: everything that is not named is off from now on.
 * @throws Refusal as `demandPresent`
 */
export async function chooseTelling(member: { id: MemberId }, chosen: ChooseTelling): Promise<void> {
  const rows = notificationChannels.flatMap((channel) =>
    tellingKinds
      .filter((kind) => offeredIn(kind, channel))
      .map((kind) => ({ memberId: member.id, kind, channel, isOn: chosen[channel].includes(kind) })),
  );
  await db.transaction(async (tx) => {
    await demandPresent(tx, member);
    await tx
      .insert(notificationSettings)
      .values(rows)
      .onConflictDoUpdate({
        target: [notificationSettings.memberId, notificationSettings.kind, notificationSettings.channel],
        set: { isOn: sql`excluded.is_on` },
      });
  });
}
