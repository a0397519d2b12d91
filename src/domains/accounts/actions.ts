'use server';
import { z } from 'zod';
import { refuse } from '@/kernel/refusal';
import { checkPassword } from './commands/check-password';
import { visitorAction } from './doors';
import { endSession, startSession } from './entrance';
import { signInInput } from './inputs';
import { safeBack } from './rules';

export const signInWithPassword = visitorAction({
  name: 'accounts/sign-in',
  input: signInInput,
  limit: { tokens: 20, windowSeconds: 300 },
  run: async (_viewer, given) => {
    const found = await checkPassword(given);
    if (!found || !(await startSession(found.id, found.hash)))
      refuse('invalid', 'accounts.sign-in-wrong', 'Name and password do not fit.');
  },
  next: (_result, { back }) => safeBack(back),
});

export const signOutHere = visitorAction({
  name: 'accounts/sign-out',
  input: z.object({}),
  run: endSession,
  next: () => '/',
});
