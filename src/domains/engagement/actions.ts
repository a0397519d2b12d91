'use server';
import { memberAction } from '@/domains/accounts/doors';
import { safeBack } from '@/i18n/routing';
import { commentsTag, likedByTag, likesTag } from './cache';
import { clearHistory, pauseHistory, removeFromHistory } from './commands/change-history';
import { deleteComment } from './commands/delete-comment';
import { editComment } from './commands/edit-comment';
import { setLike } from './commands/like-image';
import { postComment } from './commands/post-comment';
import {
  commentDeleteInput,
  commentEditInput,
  commentInput,
  historyClearInput,
  historyPauseInput,
  historyRemoveInput,
  likeInput,
} from './inputs';

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

/** Stops writing down what the member looks at, or goes on. */
export const switchHistory = memberAction({
  name: 'engagement/history-pause',
  input: historyPauseInput,
  limit: { tokens: 120, windowSeconds: 600 },
  run: (member, input) => pauseHistory(member, input),
  goesBack: true,
});

/** Forgets everything the member looked at. */
export const clearOwnHistory = memberAction({
  name: 'engagement/history-clear',
  input: historyClearInput,
  limit: { tokens: 60, windowSeconds: 600 },
  run: clearHistory,
  goesBack: true,
});

/** Forgets that the member looked at one image. */
export const removeSeen = memberAction({
  name: 'engagement/history-remove',
  input: historyRemoveInput,
  limit: { tokens: 600, windowSeconds: 600 },
  run: (member, input) => removeFromHistory(member, input),
  goesBack: true,
});
