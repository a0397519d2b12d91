import 'server-only';
import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { MemberId } from '@/domains/accounts/tables';
import { type CommentId, comments, likes } from '@/domains/engagement/tables';
import { type ImageId, images } from '@/domains/images/tables';
import { boundaries, follows } from '@/domains/social/tables';
import { db } from '@/platform/db/client';
import { type NotificationKind, notificationChannels } from '../rules';
import { notificationSettings, notifications } from '../tables';

type Telling = {
  memberId: MemberId;
  kind: NotificationKind;
  actorId: MemberId;
  imageId?: ImageId;
  commentId?: CommentId;
};

/** Tells a member who follows them. Of what was undone meanwhile nothing is told. */
export async function tellFollowed(data: { followerId: number; followedId: number }, now = new Date()): Promise<void> {
  const [actorId, memberId] = [data.followerId as MemberId, data.followedId as MemberId];
  const [follow] = await db
    .select({ at: follows.createdAt })
    .from(follows)
    .where(and(eq(follows.followerId, actorId), eq(follows.followedId, memberId)))
    .limit(1);
  if (follow) await tell({ memberId, kind: 'followed', actorId }, now);
}

/** Tells the owner of an image who likes it. */
export async function tellLiked(data: { imageId: number; memberId: number }, now = new Date()): Promise<void> {
  const [imageId, actorId] = [data.imageId as ImageId, data.memberId as MemberId];
  const [like] = await db
    .select({ ownerId: images.ownerId })
    .from(likes)
    .innerJoin(images, eq(images.id, likes.imageId))
    .where(and(eq(likes.imageId, imageId), eq(likes.memberId, actorId)))
    .limit(1);
  if (like) await tell({ memberId: like.ownerId, kind: 'liked', actorId, imageId }, now);
}

/** Tells whom a comment answers, and the owner of the image it stands under; one who is both hears of the answer. */
export async function tellCommented(data: { commentId: number }, now = new Date()): Promise<void> {
  const commentId = data.commentId as CommentId;
  const answered = alias(comments, 'answered');
  const [said] = await db
    .select({
      actorId: comments.authorId,
      imageId: comments.imageId,
      ownerId: images.ownerId,
      answeredId: answered.authorId,
    })
    .from(comments)
    .innerJoin(images, eq(images.id, comments.imageId))
    .leftJoin(answered, eq(answered.id, comments.parentId))
    .where(and(eq(comments.id, commentId), isNull(comments.deletedAt), isNotNull(comments.authorId)))
    .limit(1);
  if (!said?.actorId) return;
  const { actorId, imageId, ownerId, answeredId } = said;
  if (answeredId !== null) await tell({ memberId: answeredId, kind: 'replied', actorId, imageId, commentId }, now);
  if (ownerId !== answeredId) await tell({ memberId: ownerId, kind: 'commented', actorId, imageId, commentId }, now);
}

/**
 * Writes a notification, once for each (member, kind, actor, image, comment): jobs hear of a fact at least once, and who likes, unlikes and likes again
 * is told of once. Nothing for what members do to themselves, from somebody hidden from them, or of a kind that is off everywhere.
 */
async function tell(telling: Telling, now: Date): Promise<void> {
  const { memberId, kind, actorId } = telling;
  if (memberId === actorId || (await isUnwanted(telling))) return;
  await db
    .insert(notifications)
    .values({ ...telling, memberId, kind, actorId, createdAt: now })
    .onConflictDoNothing();
}

async function isUnwanted({ memberId, kind, actorId }: Telling): Promise<boolean> {
  const [off, hidden] = await Promise.all([
    db.$count(
      notificationSettings,
      and(
        eq(notificationSettings.memberId, memberId),
        eq(notificationSettings.kind, kind),
        ne(notificationSettings.isOn, true),
      ),
    ),
    db.$count(boundaries, and(eq(boundaries.memberId, memberId), eq(boundaries.otherId, actorId))),
  ]);
  return hidden > 0 || off === notificationChannels.length;
}
