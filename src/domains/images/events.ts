import { z } from 'zod';
import { defineEvent } from '@/platform/outbox/event';

const imageId = z.int().positive();

/** An upload became an image, which still has to be made. */
export const imageShared = defineEvent('images/image.shared', z.object({ imageId }));

/** An image is made and can be seen by its audience. */
export const imagePublished = defineEvent('images/image.published', z.object({ imageId }));

/** An image was deleted: out of sight already, its files and rows are still to go. */
export const imageDeleted = defineEvent('images/image.deleted', z.object({ imageId }));

/** An owner asked for an audience for which the files have to be made anew: private now, it waits for that. */
export const audienceAsked = defineEvent('images/image.audience-asked', z.object({ imageId }));
