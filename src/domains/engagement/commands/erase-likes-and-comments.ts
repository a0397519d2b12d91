import 'server-only';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { isErasing } from '@/domains/accounts/commands/erase-members';
import type { MemberId } from '@/domains/accounts/tables';
import { discountLikes, holdImages } from '@/domains/images/commands/count-likes';
import { images } from '@/domains/images/tables';
import { db } from '@/platform/db/client';
import { comments, likes } from '../tables';
import { removeComment } from './delete-comment';
import { holdAuthor } from './hold-author';

/** Likes in one transaction, which holds as many images; comments cost some statements each. */
const likesAtOnce = 100;
const commentsAtOnce = 20;

/**
 * Removes some likes of a member who is to be erased, and counts them off their images. Does nothing for anybody else. To be called until it finds none.
 * @returns the references of the images that lost one
 */
export async function eraseSomeLikes(memberId: number, now = new Date()): Promise<string[]> {
  const id = memberId as MemberId;
  return db.transaction(async (tx) => {
    if (!(await isErasing(tx, id, now))) return [];
    const some = await tx
      .select({ imageId: likes.imageId })
      .from(likes)
      .where(eq(likes.memberId, id))
      .orderBy(asc(likes.imageId))
      .limit(likesAtOnce);
    const held = await holdImages(tx, { ids: some.map(({ imageId }) => imageId) });
    const ids = held.map((image) => image.id);
    const gone = await tx
      .delete(likes)
      .where(and(eq(likes.memberId, id), inArray(likes.imageId, ids)))
      .returning({ imageId: likes.imageId });
    const counted = new Set(gone.map(({ imageId }) => imageId));
    await discountLikes(tx, [...counted]);
    return held.filter((image) => counted.has(image.id)).map(({ ref }) => ref);
  });
}

/**
 * Removes some comments of a member who is to be erased, as the member could have: where they were answered, a tombstone stays. Does nothing for anybody else. To be
 * called until it finds none.
 * @returns the references of the images they stood under
 */
export async function eraseSomeComments(memberId: number, now = new Date()): Promise<string[]> {
  const authorId = memberId as MemberId;
  return db.transaction(async (tx) => {
    await holdAuthor(tx, authorId);
    if (!(await isErasing(tx, authorId, now))) return [];
    const some = await tx
      .select({ id: comments.id, imageId: comments.imageId, parentId: comments.parentId, ref: images.ref })
      .from(comments)
      .innerJoin(images, eq(images.id, comments.imageId))
      .where(eq(comments.authorId, authorId))
      // By thread, as the locks go: two members who are erased at once never wait in a circle.
      .orderBy(sql`coalesce(${comments.parentId}, ${comments.id})`, asc(comments.id))
      .limit(commentsAtOnce);
    for (const comment of some) await removeComment(tx, { ...comment, authorId }, now);
    return [...new Set(some.map(({ ref }) => ref))];
  });
}
