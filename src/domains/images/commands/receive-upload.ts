import 'server-only';
import { and, eq } from 'drizzle-orm';
import type { MemberId } from '@/domains/accounts/tables';
import { aReference } from '@/kernel/ids';
import { refuse } from '@/kernel/refusal';
import { db } from '@/platform/db/client';
import { uploads } from '../tables';

/** `fetchedFrom`: the address it was fetched from, if it was. */
type ReceivedFile = { fileKey: string; name: string; bytes: number; type: string; fetchedFrom?: string };

/**
 * Writes down a file of a member's that has arrived in storage. Told twice (the file host repeats its call), it answers the same.
 * @returns the reference that `shareImage` wants
 * @throws Refusal `images.upload-missing` when the file is somebody else's
 */
export async function receiveUpload(
  member: { id: MemberId },
  { fileKey, name, bytes, type, fetchedFrom }: ReceivedFile,
  now = new Date(),
): Promise<{ ref: string }> {
  const row = {
    ref: aReference(),
    memberId: member.id,
    fileKey,
    name: name.slice(0, 255),
    bytes,
    type,
    fetchedFrom,
    createdAt: now,
  };
  await db.insert(uploads).values(row).onConflictDoNothing({ target: uploads.fileKey });
  const [upload] = await db
    .select({ ref: uploads.ref })
    .from(uploads)
    .where(and(eq(uploads.fileKey, fileKey), eq(uploads.memberId, member.id)))
    .limit(1);
  return upload ?? refuse('missing', 'images.upload-missing', 'This upload does not exist.');
}
