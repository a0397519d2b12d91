import 'server-only';
import { and, asc, eq, gt, or, sql } from 'drizzle-orm';
import { demandPublisher } from '@/domains/accounts/commands/demand-publisher';
import type { Viewer } from '@/domains/accounts/queries';
import type { MemberId } from '@/domains/accounts/tables';
import { recordActivity } from '@/domains/activity/commands';
import { type ImageId, images } from '@/domains/images/tables';
import { isOpen } from '@/domains/images/visibility';
import { refuseBlocked } from '@/domains/social/commands/refuse-blocked';
import { invariant } from '@/kernel/invariant';
import { refuse } from '@/kernel/refusal';
import { spendIn } from '@/platform/db/ceilings';
import type { Tx } from '@/platform/db/client';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { commentPosted } from '../events';
import type { PostComment } from '../inputs';
import { commentsPerMinute, repeatedCommentSeconds } from '../rules';
import { type CommentId, comments } from '../tables';
import { holdAuthor } from './hold-author';

/**
 * Says something under an image, or answers what somebody said there; an answer to an answer stands under the same first comment. The same words there
 * again within a minute are the comment that is there already, and count no use.
 * @returns the comment
 * @throws Refusal as `demandPublisher`; `images.missing`, `engagement.comments-closed`, `engagement.comment-missing` for what is answered and not (any more) there,
 * `social.blocked` between the author and the image's owner or whoever is answered; `site.limited` beyond 10 a minute
 */
export function postComment(
  member: Pick<Viewer, 'id'>,
  { image: ref, answered, text }: PostComment,
  now = new Date(),
): Promise<{ id: CommentId }> {
  return transaction(async (tx) => {
    await holdAuthor(tx, member.id);
    await demandPublisher(tx, member);
    const image = await holdImage(tx, ref);
    await refuseBlocked(tx, member.id, image.ownerId);
    const parentId = answered === undefined ? null : await threadOf(tx, member.id, image.id, answered as CommentId);
    const comment = { imageId: image.id, parentId, authorId: member.id, text };
    const before = await findRepeated(tx, comment, now);
    if (before) return before;
    await spendIn(tx, [{ kind: 'comment', key: String(member.id), max: commentsPerMinute, windowSeconds: 60 }], now);
    const [posted] = await tx
      .insert(comments)
      .values({ ...comment, createdAt: now })
      .returning({ id: comments.id });
    invariant(posted, 'an inserted row comes back');
    const deed = { actorId: member.id, verb: 'commented', targetKind: 'image', targetId: image.id } as const;
    await recordActivity(tx, deed, now);
    await announce(tx, commentPosted, { commentId: posted.id });
    return posted;
  });
}

/** Held, so that comments that are closed, and an image that goes out of sight, wait for this one or refuse it. */
async function holdImage(tx: Tx, ref: string) {
  const [image] = await tx
    .select({ id: images.id, ownerId: images.ownerId, commentsOpen: images.commentsOpen })
    .from(images)
    .where(and(eq(images.ref, ref), isOpen))
    .for('share');
  if (!image) refuse('missing', 'images.missing', 'There is no such image.');
  if (!image.commentsOpen) refuse('forbidden', 'engagement.comments-closed', 'Comments are closed here.');
  return image;
}

/**
 * The first comment of the thread that an answer belongs to. It is held, and so is the one that is answered: whoever deletes either waits, and then finds that it was
 * answered, or was first, and there is nothing to answer.
 */
async function threadOf(tx: Tx, memberId: MemberId, imageId: ImageId, answered: CommentId): Promise<CommentId> {
  const first = sql`(select ${comments.parentId} from ${comments} where ${comments.id} = ${answered})`;
  const held = await tx
    .select({ id: comments.id, parentId: comments.parentId, authorId: comments.authorId })
    .from(comments)
    .where(and(eq(comments.imageId, imageId), or(eq(comments.id, answered), eq(comments.id, first))))
    .orderBy(asc(comments.id))
    .for('share');
  const found = held.find(({ id }) => id === answered);
  // A tombstone has no author, and nobody to answer.
  if (!found?.authorId) refuse('missing', 'engagement.comment-missing', 'This comment is not there any more.');
  await refuseBlocked(tx, memberId, found.authorId);
  return found.parentId ?? found.id;
}

type NewComment = { imageId: ImageId; parentId: CommentId | null; authorId: MemberId; text: string };

/** The author is held, so that of two at once the second sees the first. */
async function findRepeated(tx: Tx, { imageId, parentId, authorId, text }: NewComment, now: Date) {
  const since = new Date(now.getTime() - repeatedCommentSeconds * 1000);
  const [repeated] = await tx
    .select({ id: comments.id })
    .from(comments)
    .where(
      and(
        eq(comments.authorId, authorId),
        eq(comments.imageId, imageId),
        sql`${comments.parentId} is not distinct from ${parentId}`,
        eq(comments.text, text),
        gt(comments.createdAt, since),
      ),
    )
    .limit(1);
  return repeated;
}
