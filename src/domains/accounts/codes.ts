import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import { keyedHash } from '@/platform/keyed-hash';

type Numbered = { id: number; sequence: number };

/**
 * The six digits that prove a wish. They are computed, never kept: nobody who reads the database, the outbox or a job's record learns one, and a job
 * that runs twice writes the same mail. The last step is HOTP's dynamic truncation (RFC 4226, section 5.3), over HMAC-SHA-256 of the row's id and sequence.
 */
export function codeOf({ id, sequence }: Numbered): string {
  const hash = keyedHash('e-mail code', `${id}:${sequence}`);
  const number = hash.readUInt32BE((hash.at(-1) as number) & 0xf) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** Are these the six digits? Takes as long for a near miss as for a far one. */
export function isCodeOf(request: Numbered, given: string): boolean {
  const [right, tried] = [Buffer.from(codeOf(request)), Buffer.from(given)];
  return right.length === tried.length && timingSafeEqual(right, tried);
}
