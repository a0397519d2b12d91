import { z } from 'zod';
import { referencePattern } from '@/kernel/ids';
import { isBlank, lengthOf, paragraphsOf } from '@/kernel/words';
import { longestComment } from './rules';

const image = z.string('images.missing').regex(referencePattern, 'images.missing');

/** Which image is liked, or no longer. */
export const likeInput = z.object({ image, verb: z.enum(['like', 'unlike'], 'site.field') });
export type SetLike = z.output<typeof likeInput>;

/** Far beyond the bound: what is longer is refused before it is worked on. */
const hugeText = 40_000;

const text = z
  .string('engagement.comment-blank')
  .max(hugeText, 'engagement.comment-long')
  .transform(paragraphsOf)
  .refine((words) => lengthOf(words) <= longestComment, 'engagement.comment-long')
  .refine((words) => !isBlank(words), 'engagement.comment-blank');

/** A comment's number, as forms send it. Bounded to what Postgres can hold. */
const comment = z.coerce
  .number('engagement.comment-missing')
  .int('engagement.comment-missing')
  .min(1, 'engagement.comment-missing')
  .max(Number.MAX_SAFE_INTEGER, 'engagement.comment-missing');

/** Where a form that is sent without script goes when it is done: a path without language. One sent by script stays, and leaves it out. */
const onward = z.string('site.field').max(2_000, 'site.field').optional();

/** What somebody says under an image; `answered`: the comment they answer. */
export const commentInput = z.object({ image, answered: comment.optional(), text, onward });
export type PostComment = Omit<z.output<typeof commentInput>, 'onward'>;

/** Other words for an own comment. */
export const commentEditInput = z.object({ comment, text, onward });
export type EditComment = Omit<z.output<typeof commentEditInput>, 'onward'>;

/** Which comment is meant. */
export const commentDeleteInput = z.object({ comment, onward });
export type DeleteComment = Omit<z.output<typeof commentDeleteInput>, 'onward'>;

/** Whether the history stands still from now on. */
export const historyPauseInput = z.object({ verb: z.enum(['pause', 'resume'], 'site.field') });
export type PauseHistory = z.output<typeof historyPauseInput>;

/** The whole history is meant: nothing of the form is asked for. */
export const historyClearInput = z.object({});

/** Which image is taken out of the history. */
export const historyRemoveInput = z.object({ image });
export type RemoveFromHistory = z.output<typeof historyRemoveInput>;
