import { z } from 'zod';
import { lengthOf } from '@/kernel/words';
import { bounds, handlePattern, isReservedHandle, passwordLength } from './rules';

/** Code units that no password reaches: 128 characters of two each are 256. */
const hugePassword = 2 * passwordLength.max;

/** What the sign-in form sends: e-mail or handle, and the password. */
export const signInInput = z.object({
  login: z.string().trim().min(1, 'accounts.login-missing').max(254, 'accounts.login-long'),
  // Longer than any password we accept: refused before the costly hash.
  password: z.string().min(1, 'accounts.password-missing').max(hugePassword, 'accounts.password-long'),
  /** Where to go afterwards: a path of this site. */
  back: z.string().max(500).optional(),
});
export type SignIn = z.output<typeof signInInput>;

/**
 * A password to be, counted in code points (an emoji is one), refused before any hashing. Whether it is a common one is asked by
 * `refuseCommonPassword`: the list is too large for browsers.
 */
export const newPassword = z
  .string('accounts.password-short')
  .max(hugePassword, 'accounts.password-long')
  .refine((typed) => lengthOf(typed) >= passwordLength.min, 'accounts.password-short')
  .refine((typed) => lengthOf(typed) <= passwordLength.max, 'accounts.password-long');

/** An e-mail as people write it, in one form that every mail server understands: no names, lists or line breaks. Its case is kept. */
export const email = z.string().trim().max(bounds.email, 'accounts.email-form').pipe(z.email('accounts.email-form'));

/** A handle, lower-cased kindly; an "@" before it is dropped. */
export const handle = z
  .string()
  .max(bounds.email, 'accounts.handle-form')
  .transform((word) => word.trim().toLowerCase().replace(/^@/, ''))
  .pipe(z.string().regex(handlePattern, 'accounts.handle-form'))
  .refine((word) => !isReservedHandle(word), 'accounts.handle-reserved');

/** Every form that has a code sent: a proof of work, which comes where scripts run, and a field that people do not see. */
export const askingInput = z.object({
  proof: z.string().max(5_000, 'accounts.proof').optional(),
  website: z.string().max(0, 'accounts.trap').optional(),
});

/** Where to go afterwards: a path of this site. */
const back = z.string().max(500).optional();

export const registerInput = askingInput.extend({ email, handle, password: newPassword, back });
export const forgottenInput = askingInput.extend({ email });
export const changeEmailInput = askingInput.extend({ email, currentPassword: z.string().max(1_000).optional() });

/** Six digits, however they are spaced; with what the wish may want besides: another handle, a new password. */
export const confirmInput = z.object({
  code: z
    .string()
    .max(50, 'accounts.code-form')
    .transform((typed) => typed.normalize('NFKC').replace(/[\s-]/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'accounts.code-form')),
  handle: handle.optional(),
  password: newPassword.optional(),
  back,
});
