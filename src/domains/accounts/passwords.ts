import 'server-only';
import { hash, verify } from '@node-rs/argon2';
import { refuse } from '@/kernel/refusal';
import { passwordLength } from './rules';

/** Argon2id (the library's default) with the recommendation of OWASP's password storage cheat sheet: 19 MiB, 2 passes, 1 lane. */
const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One form for what keyboards write in two: é is one character on one system and two on another. */
const canonical = (password: string) => password.normalize('NFC');

/** The argon2id hash of a password, in the PHC string format. */
export function hashPassword(password: string): Promise<string> {
  return hash(canonical(password), settings);
}

let decoy: Promise<string> | undefined;

/**
 * Does the password fit the hash? Without a hash (nobody has that name) it does the same work against a decoy and says no, so that the time
 * taken does not tell whether an account exists.
 */
export async function passwordFits(password: string, stored: string | null | undefined): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const fits = await verify(stored ?? (await decoy), canonical(password));
  return stored != null && fits;
}

let common: Promise<ReadonlySet<string>> | undefined;

/** The passwords that are guessed first, in lower case: the 18,000 of the list that are long enough. Loaded when first asked for. */
async function loadCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].filter((word) => word.length >= passwordLength.min));
}

/** Words without the figures and signs people hang behind them. */
const bareOf = (word: string) => word.replace(/[\d\p{P}\p{S}\s]+$/u, '');

/**
 * Refuses a password to be that is among the first to be guessed, in either case: one of the list, one character over and over, or the person's own
 * handle, e-mail (or its part before the @) or the site's name, also with figures or signs behind it.
 * @param field the form's field the refusal belongs to
 * @throws Refusal `accounts.password-common`
 */
export async function refuseCommonPassword(
  password: string,
  { handle, email }: { handle?: string | null; email?: string },
  field = 'password',
): Promise<void> {
  common ??= loadCommon();
  const word = canonical(password).toLowerCase();
  const names = ['vitrine', handle, email, email?.replace(/@.*$/, '')].map((name) => name?.toLowerCase() ?? '');
  const own = names.flatMap((name) => [name, bareOf(name)]).filter(Boolean);
  const isCommon =
    (await common).has(word) || new Set(word).size === 1 || own.includes(word) || own.includes(bareOf(word));
  if (isCommon)
    refuse('invalid', 'accounts.password-common', 'This password is among the first to be guessed.', {
      fields: { [field]: 'accounts.password-common' },
    });
}
