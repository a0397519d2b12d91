import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { isSameSecret } from '../secret';

/** What UPLOADTHING_TOKEN holds: `apiKey` is the HMAC key of every signature and the bearer of every call between servers. */
const tokenSchema = z.object({ apiKey: z.string().startsWith('sk_'), appId: z.string().min(1) });
export type Token = z.output<typeof tokenSchema>;

/** Reads UPLOADTHING_TOKEN (base64 of JSON). @throws Error in one sentence when it is malformed; the token itself is not repeated. */
export function readToken(text: string): Token {
  try {
    return tokenSchema.parse(JSON.parse(Buffer.from(text, 'base64').toString('utf8')));
  } catch {
    throw new Error('UPLOADTHING_TOKEN is not base64 of JSON with apiKey "sk_…" and appId');
  }
}

const prefix = 'hmac-sha256=';

/** The signature UploadThing puts on addresses and callbacks: `hmac-sha256=` and the hex digest. */
export function sign(text: string, apiKey: string): string {
  return prefix + createHmac('sha256', apiKey).update(text).digest('hex');
}

/** Why an address does not open: its signature is not ours, or its time is over. */
export type AddressFault = 'forged' | 'expired';

/**
 * Checks a signed address. The signature covers the whole address with host and port, and a proxy may have changed those, so every base
 * this host is known by is tried instead of trusting a header.
 * @param bases addresses without a slash at the end, to which `pathAndQuery` (as received, undecoded) is appended
 * @param now milliseconds
 * @returns null when the address opens
 */
export function faultOfAddress(
  pathAndQuery: string,
  bases: readonly string[],
  apiKey: string,
  now: number,
): AddressFault | null {
  const at = pathAndQuery.lastIndexOf('&signature=');
  if (at < 0) return 'forged';
  const signed = pathAndQuery.slice(0, at);
  const given = decodeOnce(pathAndQuery.slice(at + '&signature='.length));
  if (given === null || !bases.some((base) => isSameSecret(given, sign(base + signed, apiKey)))) return 'forged';
  const expires = Number(new URLSearchParams(signed.slice(signed.indexOf('?'))).get('expires'));
  return Number.isFinite(expires) && expires > now ? null : 'expired';
}

/** Percent-decodes, or null when the text is malformed. */
export function decodeOnce(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
