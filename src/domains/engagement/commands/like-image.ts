import 'server-only';
import { and, eq } from 'drizzle-orm';
import { demandPresent } from '@/domains/accounts/commands/demand-publisher';
import type { Viewer } from '@/domains/accounts/queries';
import { forgetActivity, recordActivity } from '@/domains/activity/commands';
import { countLike, discountLikes, holdImages, refuseMissing } from '@/domains/images/commands/count-likes';
import { type ImageId, images } from '@/domains/images/tables';
import { isOpen } from '@/domains/images/visibility';
import { refuseBlocked } from '@/domains/social/commands/refuse-blocked';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { imageLiked } from '../events';
import type { SetLike } from '../inputs';
import { likes } from '../tables';

type Liker = Pick<Viewer, 'id'>;

/**
 * Likes an image or takes the like back. Doing either twice is doing it once: the key of `likes` decides, and the count on the image moves in the same
 * transaction, exactly when a row came or went. A like may be taken back of whatever became of the image.
 * @throws Refusal as `demandPresent`; for a like `images.missing` and `social.blocked`
 */
export async function setLike(member: Liker, { image, verb }: SetLike, now = new Date()): Promise<void> {
  await (verb === 'like' ? like(member, image, now) : unlike(member, image));
}

const liked = (actorId: Liker['id'], targetId: ImageId) =>
  ({ actorId, verb: 'liked', targetKind: 'image', targetId }) as const;

function like(member: Liker, ref: string, now: Date) {
  return transaction(async (tx) => {
    await demandPresent(tx, member);
    const [image] = await tx
      .select({ id: images.id, ownerId: images.ownerId })
      .from(images)
      .where(and(eq(images.ref, ref), isOpen));
    if (!image) return refuseMissing();
    await refuseBlocked(tx, member.id, image.ownerId);
    const [row] = await tx
      .insert(likes)
      .values({ imageId: image.id, memberId: member.id, createdAt: now })
      .onConflictDoNothing()
      .returning({ imageId: likes.imageId });
    if (!row) return;
    await recordActivity(tx, liked(member.id, image.id), now);
    await announce(tx, imageLiked, { imageId: image.id, memberId: member.id });
    await countLike(tx, image.id);
  });
}

function unlike(member: Liker, ref: string) {
  return transaction(async (tx) => {
    await demandPresent(tx, member);
    // Held first, as whoever erases an image does: the other way round the two could wait for each other.
    const [image] = await holdImages(tx, { ref });
    if (!image) return;
    const [gone] = await tx
      .delete(likes)
      .where(and(eq(likes.imageId, image.id), eq(likes.memberId, member.id)))
      .returning({ imageId: likes.imageId });
    if (!gone) return;
    await discountLikes(tx, [image.id]);
    await forgetActivity(tx, liked(member.id, image.id));
  });
}
