import { z } from 'zod';

/** What the sign-in form sends: e-mail or handle, and the password. */
export const signInInput = z.object({
  login: z.string().trim().min(1, 'accounts.login-missing').max(254, 'accounts.login-long'),
  // Longer than any password we accept: refused before the costly hash.
  password: z.string().min(1, 'accounts.password-missing').max(128, 'accounts.password-long'),
  /** Where to go afterwards: a path of this site. */
  back: z.string().max(500).optional(),
});
export type SignIn = z.output<typeof signInInput>;
