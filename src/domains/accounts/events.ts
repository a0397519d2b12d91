import { z } from 'zod';
import { defineEvent } from '@/platform/outbox/event';

const memberId = z.int().positive();

/** Somebody wants to prove an e-mail; `sequence` says which of the wish's codes is to be sent. */
export const codeRequested = defineEvent(
  'accounts/code.requested',
  z.object({ requestId: z.int().positive(), sequence: z.int().positive() }),
);

/** A member has another password. */
export const passwordChanged = defineEvent('accounts/password.changed', z.object({ memberId }));
