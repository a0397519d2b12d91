import 'server-only';
import { and, eq, gt, isNull } from 'drizzle-orm';
import { demandPublisher } from '@/domains/accounts/commands/demand-publisher';
import type { Viewer } from '@/domains/accounts/queries';
import { images } from '@/domains/images/tables';
import { isOpen } from '@/domains/images/visibility';
import { refuseBlocked } from '@/domains/social/commands/refuse-blocked';
import { refuse } from '@/kernel/refusal';
import { db } from '@/platform/db/client';
import type { EditComment } from '../inputs';
import { commentEditMinutes, isEditable } from '../rules';
import { type CommentId, comments } from '../tables';

/**
 * Gives an own comment other words, within 15 minutes; the condition of the update decides when they are over. New words are published words.
 * @returns the image it stands under
 * @throws Refusal as `demandPublisher`; `engagement.comment-missing` (also when deleted, or its image is out of sight), `engagement.comment-not-yours`,
 * `engagement.comment-late`, `social.blocked`
 */
export function editComment(
  member: Pick<Viewer, 'id'>,
  { comment, text }: EditComment,
  now = new Date(),
): Promise<{ ref: string }> {
  const id = comment as CommentId;
  return db.transaction(async (tx) => {
    await demandPublisher(tx, member);
    const [found] = await tx
      .select({ authorId: comments.authorId, createdAt: comments.createdAt, ref: images.ref, ownerId: images.ownerId })
      .from(comments)
      .innerJoin(images, eq(images.id, comments.imageId))
      .where(and(eq(comments.id, id), isNull(comments.deletedAt), isOpen))
      .limit(1);
    if (!found) return missing();
    if (found.authorId !== member.id) refuse('forbidden', 'engagement.comment-not-yours', 'This comment is not yours.');
    await refuseBlocked(tx, member.id, found.ownerId);
    const since = new Date(now.getTime() - commentEditMinutes * 60_000);
    const [edited] = await tx
      .update(comments)
      .set({ text, editedAt: now })
      .where(
        and(
          eq(comments.id, id),
          eq(comments.authorId, member.id),
          isNull(comments.deletedAt),
          gt(comments.createdAt, since),
        ),
      )
      .returning({ id: comments.id });
    if (!edited && isEditable(found.createdAt, now)) return missing();
    if (!edited)
      refuse('conflict', 'engagement.comment-late', 'A comment can be changed for 15 minutes after it was written.');
    return { ref: found.ref };
  });
}

const missing = () => refuse('missing', 'engagement.comment-missing', 'This comment is not there any more.');
