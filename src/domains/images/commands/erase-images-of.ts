import 'server-only';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { isErasing } from '@/domains/accounts/commands/erase-members';
import type { MemberId } from '@/domains/accounts/tables';
import { db } from '@/platform/db/client';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { remove } from '@/platform/storage/files';
import { imageDeleted } from '../events';
import { images, uploads } from '../tables';

/** Images marked in one transaction, uploads removed by one call. */
const batchSize = 100;

/**
 * Deletes every image of a member who is to be erased, as the member could have: each is announced, and its files and rows go soon after. Does nothing for
 * anybody else, and nothing the second time.
 * @returns how many
 */
export async function deleteImagesOf(memberId: number, now = new Date()): Promise<number> {
  let deleted = 0;
  for (;;) {
    const batch = await deleteSome(memberId as MemberId, now);
    deleted += batch;
    if (batch < batchSize) return deleted;
  }
}

function deleteSome(memberId: MemberId, now: Date): Promise<number> {
  return transaction(async (tx) => {
    if (!(await isErasing(tx, memberId, now))) return 0;
    const some = tx
      .select({ id: images.id })
      .from(images)
      .where(and(eq(images.ownerId, memberId), isNull(images.deletedAt)))
      .orderBy(images.id)
      .limit(batchSize)
      .for('update');
    const deleted = await tx
      .update(images)
      .set({ deletedAt: now })
      .where(inArray(images.id, some))
      .returning({ id: images.id });
    for (const { id } of deleted) await announce(tx, imageDeleted, { imageId: id });
    return deleted.length;
  });
}

/**
 * Removes the uploads of a member who is to be erased, files first, so that a run that dies is done again. Nobody can share one meanwhile: `shareImage` asks.
 * @returns how many
 * @throws when the file host does not remove them: the job tries again
 */
export async function removeUploadsOf(memberId: number, now = new Date()): Promise<number> {
  const id = memberId as MemberId;
  if (!(await db.transaction((tx) => isErasing(tx, id, now)))) return 0;
  let removed = 0;
  for (;;) {
    const some = await db
      .select({ ref: uploads.ref, fileKey: uploads.fileKey })
      .from(uploads)
      .where(eq(uploads.memberId, id))
      .limit(batchSize);
    if (some.length === 0) return removed;
    await remove(some.map(({ fileKey }) => fileKey));
    const refs = some.map(({ ref }) => ref);
    await db.delete(uploads).where(inArray(uploads.ref, refs));
    removed += some.length;
  }
}
