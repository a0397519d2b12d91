import 'server-only';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { demandPublisher } from '@/domains/accounts/commands/demand-publisher';
import type { Viewer } from '@/domains/accounts/queries';
import { refuse } from '@/kernel/refusal';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { imageShared } from '../events';
import type { OwnImage } from '../inputs';
import { duplicateCode, hoursBefore, unfinishedHours } from '../rules';
import { images, uploads } from '../tables';

/**
 * Has an own image made although its owner has another of the same original. To be said within a day, while the original is kept. Said twice it is said once, and
 * nothing happens to an image that does not wait for this word.
 * @throws Refusal as `demandPublisher`; `images.missing` (also for somebody else's), `images.upload-gone` when the original is gone
 */
export function keepBoth(member: Pick<Viewer, 'id'>, { ref }: OwnImage, now = new Date()): Promise<{ ref: string }> {
  return transaction(async (tx) => {
    await demandPublisher(tx, member);
    const [image] = await tx
      .select({ id: images.id, failure: images.failure, upload: images.uploadRef })
      .from(images)
      .where(and(eq(images.ref, ref), eq(images.ownerId, member.id), isNull(images.deletedAt)))
      .for('update');
    if (!image) refuse('missing', 'images.missing', 'This image does not exist.');
    if (image.failure !== duplicateCode) return { ref };
    // The reaper takes what was used a day ago: either it is younger, and used just now from here on, or it counts as gone.
    const { rowCount } = await tx
      .update(uploads)
      .set({ usedAt: now })
      .where(and(eq(uploads.ref, image.upload ?? ''), gt(uploads.usedAt, hoursBefore(now, unfinishedHours))));
    if (rowCount !== 1) refuse('gone', 'images.upload-gone', 'The file is not kept any more.');
    await tx.update(images).set({ state: 'processing', failure: null, isCopy: true }).where(eq(images.id, image.id));
    await announce(tx, imageShared, { imageId: image.id });
    return { ref };
  });
}
