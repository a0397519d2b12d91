import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { MemberId } from '@/domains/accounts/tables';
import { referencePattern } from '@/kernel/ids';
import { db } from '@/platform/db/client';
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
