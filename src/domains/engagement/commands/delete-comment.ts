import 'server-only';
import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { demandPresent } from '@/domains/accounts/commands/demand-publisher';
import type { Viewer } from '@/domains/accounts/queries';
import type { MemberId } from '@/domains/accounts/tables';
import { forgetActivity } from '@/domains/activity/commands';
import { type ImageId, images } from '@/domains/images/tables';
import { refuse } from '@/kernel/refusal';
import { recordAudit } from '@/platform/audit/record';
import { db, type Tx } from '@/platform/db/client';
import type { DeleteComment } from '../inputs';
import { mayDeleteComment } from '../rules';
import { type CommentId, comments } from '../tables';
import { holdAuthor } from './hold-author';

/**
 * Takes a comment away: its author, the owner of the image, or staff, who leave an audit line. Where it was answered a tombstone without words or author stays,
 * until the last answer goes.
 * @returns the image it stood under
 * @throws Refusal as `demandPresent`; `engagement.comment-missing` (also when deleted already), `engagement.comment-not-yours`
 */
export function deleteComment(
  member: Pick<Viewer, 'id' | 'role'>,
  { comment }: DeleteComment,
  now = new Date(),
): Promise<{ ref: string }> {
  const id = comment as CommentId;
  return db.transaction(async (tx) => {
    const [found] = await tx
      .select({
        imageId: comments.imageId,
        parentId: comments.parentId,
        authorId: comments.authorId,
        ref: images.ref,
        ownerId: images.ownerId,
      })
      .from(comments)
      .innerJoin(images, eq(images.id, comments.imageId))
      .where(and(eq(comments.id, id), isNull(comments.deletedAt)))
      .limit(1);
    if (!found?.authorId) return missing();
    await holdAuthor(tx, found.authorId);
    await demandPresent(tx, member);
    if (!mayDeleteComment(member, found))
      refuse('forbidden', 'engagement.comment-not-yours', 'This comment is not yours.');
    if (!(await removeComment(tx, { ...found, id, authorId: found.authorId }, now))) return missing();
    if (member.id !== found.authorId && member.id !== found.ownerId) {
      const line = { actorId: member.id, action: 'comments/deleted', targetKind: 'comment', targetId: id };
      await recordAudit(tx, { ...line, details: { imageId: found.imageId, authorId: found.authorId } }, now);
    }
    return { ref: found.ref };
  });
}

const missing = () => refuse('missing', 'engagement.comment-missing', 'This comment is not there any more.');

type Removed = { id: CommentId; imageId: ImageId; parentId: CommentId | null; authorId: MemberId };

/**
 * Removes one comment in a transaction that holds its author: the row, or its words and author where it was answered. A tombstone nobody answers any more goes with the
 * last answer, and the activity with the author's last comment under the image.
 * @returns false when it was gone already
 */
export async function removeComment(tx: Tx, { id, imageId, parentId, authorId }: Removed, now: Date): Promise<boolean> {
  // The first of the thread before its answer, as whoever answers holds them: of an answer and this one is first, and the other knows.
  const thread = parentId === null ? [id] : [parentId, id];
  const held = await tx
    .select({ id: comments.id, deletedAt: comments.deletedAt })
    .from(comments)
    .where(inArray(comments.id, thread))
    .orderBy(asc(comments.id))
    .for('update');
  if (held.find((comment) => comment.id === id)?.deletedAt !== null) return false;
  const gone = await tx
    .delete(comments)
    .where(and(eq(comments.id, id), isUnanswered))
    .returning({ id: comments.id });
  if (gone.length === 0)
    await tx.update(comments).set({ text: '', authorId: null, deletedAt: now }).where(eq(comments.id, id));
  if (parentId !== null)
    await tx.delete(comments).where(and(eq(comments.id, parentId), isNotNull(comments.deletedAt), isUnanswered));
  const isLast = !(await tx.$count(comments, and(eq(comments.authorId, authorId), eq(comments.imageId, imageId))));
  if (isLast)
    await forgetActivity(tx, { actorId: authorId, verb: 'commented', targetKind: 'image', targetId: imageId });
  return true;
}

const isUnanswered = sql`not exists (select 1 from ${comments} answers where answers.parent_id = ${comments.id})`;
