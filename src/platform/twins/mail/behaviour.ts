import { z } from 'zod';

/**
 * How the next mails are met, for tests of what a sender does when its server is unwell:
 * accept · refuse (with a permanent or temporary code) · delay (accept after `delayMs`) · cut the connection, before the mail is kept or after,
 * when the sender can't know that it was.
 */
export const behaviourSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('accept') }),
  z.object({ mode: z.literal('refuse'), code: z.union([z.literal(451), z.literal(550)]).default(451) }),
  z.object({ mode: z.literal('delay'), delayMs: z.number().int().min(0).max(120_000) }),
  z.object({ mode: z.literal('cut'), when: z.enum(['before', 'after']) }),
]);
export type Behaviour = z.output<typeof behaviourSchema>;
