import 'server-only';
import type { MemberId } from '@/domains/accounts/tables';
import { comments, likes } from '@/domains/engagement/tables';
import type { ImageId } from '@/domains/images/tables';
import { aFollow } from '@/domains/social/factory';
import { invariant } from '@/kernel/invariant';
import { db } from '@/platform/db/client';
import { tellCommented, tellFollowed, tellLiked } from './commands/tell-member';

type Member = { id: MemberId };
type Image = { id: ImageId };

/** A follow that was told. */
export async function aToldFollow(actor: Member, member: Member, now = new Date()) {
  await aFollow(actor, member, now);
  await tellFollowed({ followerId: actor.id, followedId: member.id }, now);
}

/** A like that was told. */
export async function aToldLike(actor: Member, image: Image, now = new Date()) {
  await db.insert(likes).values({ memberId: actor.id, imageId: image.id, createdAt: now });
  await tellLiked({ imageId: image.id, memberId: actor.id }, now);
}

/** A comment that was told, or an answer to one. */
export async function aToldComment(
  actor: Member,
  image: Image,
  { answers, text = 'So still' }: { answers?: { id: typeof comments.$inferSelect.id }; text?: string } = {},
  now = new Date(),
) {
  const [comment] = await db
    .insert(comments)
    .values({ authorId: actor.id, imageId: image.id, parentId: answers?.id ?? null, text, createdAt: now })
    .returning();
  invariant(comment, 'an inserted row comes back');
  await tellCommented({ commentId: comment.id }, now);
  return comment;
}
