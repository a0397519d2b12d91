import { z } from 'zod';
import { defineEvent } from '@/platform/outbox/event';
import { identityProviders } from './rules';

const memberId = z.int().positive();

/** Somebody wants to prove an e-mail; `sequence` says which of the wish's codes is to be sent. */
export const codeRequested = defineEvent(
  'accounts/code.requested',
  z.object({ requestId: z.int().positive(), sequence: z.int().positive() }),
);

/** Somebody became a member. */
export const memberRegistered = defineEvent('accounts/member.registered', z.object({ memberId }));

/** A member deleted the account: out of sight already, and can have it back for some days. */
export const memberDeleted = defineEvent('accounts/member.deleted', z.object({ memberId }));

/** Those days are over: what the member has in other domains is to go for good, and the account after it. May be said several times. */
export const memberErasing = defineEvent('accounts/member.erasing', z.object({ memberId }));

/** A member has another password. */
export const passwordChanged = defineEvent('accounts/password.changed', z.object({ memberId }));

/** An account elsewhere can sign a member in from now on. */
export const identityLinked = defineEvent(
  'accounts/identity.linked',
  z.object({ memberId, provider: z.enum(identityProviders) }),
);
