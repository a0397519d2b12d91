import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import type { Viewer } from '@/domains/accounts/queries';
import { members } from '@/domains/accounts/tables';
import { refuse } from '@/kernel/refusal';
import { recordAudit } from '@/platform/audit/record';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { imageDeleted } from '../events';
import { mayDelete } from '../rules';
import { images } from '../tables';

/**
 * Takes an image out of everybody's sight, at once and for good; a job erases its files and rows.
 * What staff delete leaves an audit line.
 * @throws Refusal `images.missing` (also when deleted already), `images.not-yours` for neither owner nor staff
 */
export function deleteImage(member: Pick<Viewer, 'id' | 'role'>, { ref }: { ref: string }, now = new Date()) {
  return transaction(async (tx) => {
    const [image] = await tx
      .select({ id: images.id, ownerId: images.ownerId, handle: members.handle })
      .from(images)
      .innerJoin(members, eq(members.id, images.ownerId))
      .where(and(eq(images.ref, ref), isNull(images.deletedAt)))
      .for('update', { of: images });
    if (!image) refuse('missing', 'images.missing', 'This image does not exist.');
    if (!mayDelete(member, image)) refuse('forbidden', 'images.not-yours', 'Only its owner may delete an image.');
    await tx.update(images).set({ deletedAt: now }).where(eq(images.id, image.id));
    if (member.id !== image.ownerId) {
      const line = { actorId: member.id, action: 'images/deleted', targetKind: 'image', targetId: image.id };
      await recordAudit(tx, line, now);
    }
    await announce(tx, imageDeleted, { imageId: image.id });
    return { ref, handle: image.handle };
  });
}
