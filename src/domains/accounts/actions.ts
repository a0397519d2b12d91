'use server';
import { CredentialsSignin } from 'next-auth';
import { z } from 'zod';
import { refuse } from '@/kernel/refusal';
import { setHint } from '@/platform/session';
import { signIn, signOut } from './auth';
import { visitorAction } from './doors';
import { signInInput } from './inputs';
import { safeBack, sessionDays } from './rules';

export const signInWithPassword = visitorAction({
  name: 'accounts/sign-in',
  input: signInInput,
  limit: { tokens: 20, windowSeconds: 300 },
  run: async (_viewer, { login, password }) => {
    try {
      await signIn('credentials', { login, password, redirect: false });
    } catch (thrown) {
      if (thrown instanceof CredentialsSignin)
        refuse('invalid', 'accounts.sign-in-wrong', 'Name and password do not fit.');
      throw thrown;
    }
    await setHint(true, sessionDays);
  },
  next: (_result, { back }) => safeBack(back),
});

export const signOutHere = visitorAction({
  name: 'accounts/sign-out',
  input: z.object({}),
  run: async () => {
    await signOut({ redirect: false });
    await setHint(false, 0);
  },
  next: () => '/',
});
