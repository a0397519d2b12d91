import { z } from 'zod';
import { locales } from '@/i18n/routing';
import { isBlank, lengthOf, lineOf, paragraphsOf } from '@/kernel/words';
import { bounds, handlePattern, identityProviders, isReservedHandle, isTimeZone, passwordLength } from './rules';

/** Code units that no password reaches: 128 characters of two each are 256. */
const hugePassword = 2 * passwordLength.max;

/** What the sign-in form sends: e-mail or handle, and the password. */
export const signInInput = z.object({
  login: z
    .string()
    .trim()
    .min(1, 'accounts.login-missing')
    .max(254, 'accounts.login-long')
    // Nobody is called that, and Postgres cannot even be asked about a zero byte.
    .regex(/^\P{Cc}*$/u, 'accounts.sign-in-wrong'),
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

/** Far beyond every bound: what is longer is refused before it is worked on. */
const hugeText = 20_000;

/**
 * Words about oneself, of at most `limit` characters once cleaned. Line breaks in a line, controls and characters that turn the writing direction are taken
 * out, not refused: they come with pasted words, and who did not see them cannot remove them.
 */
const words = (clean: (typed: string) => string, limit: number, tooLong: string) =>
  z
    .string()
    .max(hugeText, tooLong)
    .transform(clean)
    .refine((text) => lengthOf(text) <= limit, tooLong);

export const profileInput = z.object({
  name: words(lineOf, bounds.name, 'accounts.name-long').refine((text) => !isBlank(text), 'accounts.name-missing'),
  bio: words(paragraphsOf, bounds.bio, 'accounts.bio-long').default(''),
  city: words(lineOf, bounds.city, 'accounts.city-long').default(''),
  /** A day of the calendar, or nothing; whether it can be a birthday is a rule. */
  birthday: z
    .union([z.literal('').transform(() => null), z.iso.date('accounts.birthday')], 'accounts.birthday')
    .nullable()
    .default(null),
  locale: z.enum(locales, 'accounts.locale'),
  timeZone: z.string().refine(isTimeZone, 'accounts.time-zone'),
});
export type Profile = z.output<typeof profileInput>;

export const handleChangeInput = z.object({ handle });
export const passwordChangeInput = z.object({ currentPassword: z.string().max(1_000).optional(), newPassword });

/** The password once more, or, from members without one, the own handle. */
export const deleteAccountInput = z.object({
  currentPassword: z.string().max(1_000, 'accounts.password-wrong').optional(),
  handle: z
    .string()
    .max(bounds.email, 'accounts.handle-wrong')
    .transform((typed) => typed.trim().toLowerCase().replace(/^@/, ''))
    .optional(),
});

export const keepAccountInput = z.object({ back });

/** One of the member's own sessions, by its number, or all others at once. */
export const sessionInput = z.object({
  session: z.union([z.literal('others'), z.coerce.number().int().positive()], 'accounts.session'),
});

/** Which account elsewhere; only those whose keys are set can be gone to. */
export const elsewhereInput = z.object({ provider: z.enum(identityProviders, 'accounts.elsewhere-closed'), back });
export const chooseHandleInput = z.object({ handle });
