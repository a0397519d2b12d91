import 'server-only';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id (the library's default) with the recommendation of OWASP's password storage cheat sheet: 19 MiB, 2 passes, 1 lane. */
const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The argon2id hash of a password, in the PHC string format. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, settings);
}

let decoy: Promise<string> | undefined;

/**
 * Does the password fit the hash? Without a hash (nobody has that name) it does the same work against a decoy and says no, so that the time
 * taken does not tell whether an account exists.
 */
export async function passwordFits(password: string, stored: string | null | undefined): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const fits = await verify(stored ?? (await decoy), password);
  return stored != null && fits;
}
