import 'server-only';
import { and, desc, eq, gt, isNull } from 'drizzle-orm';
import type { MemberId } from '@/domains/accounts/tables';
import { referencePattern } from '@/kernel/ids';
import { db } from '@/platform/db/client';
import { hoursBefore, pageSize, unfinishedHours } from '../rules';
import { uploads } from '../tables';

/** Is there an upload of the member's own under this reference that was not shared yet? Never cached. One statement. */
export async function hasOwnUpload(member: { id: MemberId }, ref: string): Promise<boolean> {
  if (!referencePattern.test(ref)) return false;
  const [upload] = await db
    .select({ ref: uploads.ref })
    .from(uploads)
    .where(and(eq(uploads.ref, ref), eq(uploads.memberId, member.id), isNull(uploads.usedAt)))
    .limit(1);
  return upload !== undefined;
}

/** A file of a member's that arrived and waits for its words. */
export type OwnUpload = { ref: string; name: string };

/** The newest 24 of the member's uploads that were not shared and are not about to be cleared. Never cached. One statement. */
export function listOwnUploads(member: { id: MemberId }, now = new Date()): Promise<OwnUpload[]> {
  return db
    .select({ ref: uploads.ref, name: uploads.name })
    .from(uploads)
    .where(
      and(
        eq(uploads.memberId, member.id),
        isNull(uploads.usedAt),
        gt(uploads.createdAt, hoursBefore(now, unfinishedHours)),
      ),
    )
    .orderBy(desc(uploads.createdAt))
    .limit(pageSize);
}
