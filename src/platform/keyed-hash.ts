import 'server-only';
import { createHmac } from 'node:crypto';
import { env } from '@/platform/env';

/**
 * HMAC-SHA-256 of a value under a key that only this site has (AUTH_SECRET). `purpose` keeps uses apart: what was made for one cannot be taken
 * for another.
 */
export function keyedHash(purpose: string, value: string | number): Buffer {
  return createHmac('sha256', env.AUTH_SECRET).update(`${purpose}\0${value}`).digest();
}

/** What stands for a person's e-mail or address where only "the same one again?" matters: 22 characters that lead back to nobody. */
export function disguised(purpose: string, value: string): string {
  return keyedHash(purpose, value).toString('base64url').slice(0, 22);
}
