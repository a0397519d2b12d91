import { z } from 'zod';
import { defineEvent } from '@/platform/outbox/event';

const memberId = z.int().positive();

/** Somebody began to follow somebody. It may have been undone by the time this is heard. */
export const memberFollowed = defineEvent(
  'social/member.followed',
  z.object({ followerId: memberId, followedId: memberId }),
);
