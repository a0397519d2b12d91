import { z } from 'zod';
import { defineEvent } from '@/platform/outbox/event';

/** A member's digest of the week that ended at `weekEnd` (milliseconds, UTC) is to be written. May be said several times. */
export const digestDue = defineEvent(
  'notifications/digest.due',
  z.object({ memberId: z.int().positive(), weekEnd: z.int().positive() }),
);
