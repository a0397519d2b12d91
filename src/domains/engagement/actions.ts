'use server';
import { memberAction } from '@/domains/accounts/doors';
import { safeBack } from '@/i18n/routing';
import { commentsTag, likedByTag, likesTag } from './cache';
import { deleteComment } from './commands/delete-comment';
import { editComment } from './commands/edit-comment';
import { setLike } from './commands/like-image';
import { postComment } from './commands/post-comment';
import { commentDeleteInput, commentEditInput, commentInput, likeInput } from './inputs';

/** Likes an image, or takes it back. */
export const switchLike = memberAction({
  name: 'engagement/like',
  input: likeInput,
  limit: { tokens: 300, windowSeconds: 600 },
  run: async (member, input) => {
    await setLike(member, input);
    return member.handle;
  },
  touches: ({ image }, handle) => [likesTag(image), likedByTag(handle)],
  goesBack: true,
});

/** Says something under an image. Its own ceiling, which is exact, is the command's. */
export const post = memberAction({
  name: 'engagement/comment',
  input: commentInput,
  limit: { tokens: 300, windowSeconds: 600 },
  run: (member, input) => postComment(member, input),
  touches: ({ image }) => [commentsTag(image)],
  next: (_posted, { onward }) => (onward === undefined ? undefined : safeBack(onward)),
});

/** Other words for an own comment. */
export const changeWords = memberAction({
  name: 'engagement/comment-edit',
  input: commentEditInput,
  limit: { tokens: 120, windowSeconds: 600 },
  run: (member, input) => editComment(member, input),
  touches: (_input, { ref }) => [commentsTag(ref)],
  next: (_edited, { onward }) => (onward === undefined ? undefined : safeBack(onward)),
});

/** Takes a comment away. */
export const takeAway = memberAction({
  name: 'engagement/comment-delete',
  input: commentDeleteInput,
  limit: { tokens: 300, windowSeconds: 600 },
  run: (member, input) => deleteComment(member, input),
  touches: (_input, { ref }) => [commentsTag(ref)],
  next: (_gone, { onward }) => (onward === undefined ? undefined : safeBack(onward)),
});
