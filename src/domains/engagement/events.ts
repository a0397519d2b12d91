import { z } from 'zod';
import { defineEvent } from '@/platform/outbox/event';

const id = z.int().positive();

/** Somebody likes an image. Whether they still do when this is heard is for the hearer to ask. */
export const imageLiked = defineEvent('engagement/image.liked', z.object({ imageId: id, memberId: id }));

/** Somebody said something under an image. It may be gone again when this is heard. */
export const commentPosted = defineEvent('engagement/comment.posted', z.object({ commentId: id }));
