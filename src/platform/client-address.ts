import 'server-only';
import { env } from '@/platform/env';

/** Set by `supervisor/serve.mjs` from the socket of each request, whatever the client sent under that name. */
const peerHeader = 'x-vitrine-peer';

/**
 * The address a request comes from. Behind `TRUSTED_PROXIES` proxies it is the entry the outermost of them appended to X-Forwarded-For; with none
 * the socket's own, since everything a client writes into that header may be invented. "unknown" where neither is there.
 */
export function clientAddress(headers: Headers): string {
  const trusted = env.TRUSTED_PROXIES;
  if (trusted === 0) return headers.get(peerHeader) ?? 'unknown';
  const chain = (headers.get('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
  return chain.at(-trusted) || 'unknown';
}
