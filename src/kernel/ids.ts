import { randomBytes } from 'node:crypto';

declare const brand: unique symbol;
/** A number or string that may only stand for one kind of thing. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** Crockford's base 32: no i, l, o, u, so that an address can be read aloud. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** What `aReference()` makes: 10 characters of Crockford base 32, lower case. */
export const referencePattern = /^[0-9a-hjkmnp-tv-z]{10}$/;

/** A random 10-character reference (50 bits) for addresses of images and orders. Uniqueness is the database's to hold. */
export function aReference(): string {
  return Array.from(randomBytes(10), (byte) => alphabet[byte & 31]).join('');
}

/** A 128-bit secret that opens something by being known, as 22 characters of base64url. Store its hash. */
export function aToken(): string {
  return randomBytes(16).toString('base64url');
}
