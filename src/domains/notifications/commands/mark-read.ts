import 'server-only';
import { and, between, eq, isNull } from 'drizzle-orm';
import type { MemberId } from '@/domains/accounts/tables';
import { db } from '@/platform/db/client';
import { notifications } from '../tables';

/** Marks a member's notifications as read: those from one id to another, or all there are. Read ones keep the time they were first read. */
export async function markRead(
  member: { id: MemberId },
  range?: { from: number; to: number },
  now = new Date(),
): Promise<void> {
  await db
    .update(notifications)
    .set({ readAt: now })
    .where(
      and(
        eq(notifications.memberId, member.id),
        isNull(notifications.readAt),
        range && between(notifications.id, range.from, range.to),
      ),
    );
}
