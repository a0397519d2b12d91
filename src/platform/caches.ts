import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import { siteOrigin } from '@/platform/env';
import { keyedHash } from '@/platform/keyed-hash';

/** A call older than this, in milliseconds, is not honoured. */
const validMs = 60_000;

const sign = (at: number) => keyedHash('expire caches', at);

/**
 * Asks the running site, from a command-line tool that changed what its cached pages show, to draw all of them anew. Cached pages live in the memory
 * of the site's process, so only it can forget them. Answers whether a site was there to hear it.
 */
export async function expireCaches(now = Date.now()): Promise<boolean> {
  const signature = sign(now).toString('hex');
  const request = { method: 'POST', headers: { 'x-vitrine-at': String(now), 'x-vitrine-signature': signature } };
  try {
    const response = await fetch(`${siteOrigin()}/api/caches`, { ...request, signal: AbortSignal.timeout(5_000) });
    return response.ok;
  } catch {
    return false;
  }
}

/** Does this call come from one of our own tools, within the last minute? */
export function isOwnCall(headers: Headers, now = Date.now()): boolean {
  const at = Number(headers.get('x-vitrine-at'));
  const given = Buffer.from(headers.get('x-vitrine-signature') ?? '', 'hex');
  if (!Number.isInteger(at) || Math.abs(now - at) > validMs || given.length !== 32) return false;
  return timingSafeEqual(given, sign(at));
}
