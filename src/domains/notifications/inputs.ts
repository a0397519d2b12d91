import { z } from 'zod';
import { tellingKinds } from './rules';

/** The boxes of one column that are checked: none, one, or a list of names. */
const boxes = z
  .union([z.string(), z.array(z.string()).max(2 * tellingKinds.length, 'notifications.kind')], 'notifications.kind')
  .default([])
  .transform((checked) => [checked].flat())
  .pipe(z.array(z.enum(tellingKinds, 'notifications.kind')));

/** What a member wants to be told in the list and by mail. `asked` comes with the boxes: without it nobody chose anything. */
export const tellingInput = z.object({ asked: z.literal('all', 'notifications.kind'), site: boxes, mail: boxes });
export type ChooseTelling = Pick<z.output<typeof tellingInput>, 'site' | 'mail'>;

/** What a link in a mail carries. Whether it is one of ours is asked later. */
export const leaveInput = z.object({ token: z.string('notifications.link').max(100, 'notifications.link') });

/** Nothing is asked for. */
export const nothingInput = z.object({});
