import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const prefix = /^signkey-\w+-/;

/** JSON in its canonical form (RFC 8785): keys sorted by UTF-16 units, no space, ECMAScript's own numbers and strings. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}

/** The value of `X-Inngest-Signature` over `text`: HMAC-SHA256 keyed with the text after the key's prefix, over text and seconds. */
export function sign(text: string, signingKey: string, now: Date): string {
  const seconds = Math.round(now.getTime() / 1000);
  return `t=${seconds}&s=${digest(text, signingKey, String(seconds))}`;
}

/** Whether `signature` was made over `text` with our key. Its age is not judged: it answers a request of ours. */
export function isSignedBy(signingKey: string, signature: string | null, text: string): boolean {
  const parts = new URLSearchParams(signature ?? '');
  return isSame(parts.get('s') ?? '', digest(text, signingKey, parts.get('t') ?? ''));
}

/** What the client sends as a bearer token: the prefix, and the SHA-256 of the key's bytes. */
export function hashedKey(signingKey: string): string {
  const bytes = Buffer.from(signingKey.replace(prefix, ''), 'hex');
  return (prefix.exec(signingKey)?.[0] ?? '') + createHash('sha256').update(bytes).digest('hex');
}

/** Equality in constant time, also for strings of different length. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

function digest(text: string, signingKey: string, seconds: string): string {
  return createHmac('sha256', signingKey.replace(prefix, '')).update(text).update(seconds).digest('hex');
}
