import 'server-only';
import { isIPv6 } from 'node:net';
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

/** {@link networkOf} of the address a request comes from: what limits and ceilings count visitors by. */
export function clientNetwork(headers: Headers): string {
  return networkOf(clientAddress(headers));
}

/**
 * The part of an address that one customer holds, to count by: an IPv4 address whole, of an IPv6 address the first 64 bits, since who has one has
 * 2^64 of them. An IPv4 address written as IPv6 (`::ffff:192.0.2.1`) is the IPv4 address.
 */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(bare)) return bare;
  const [head = '', tail] = bare.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  // A dotted quad at the end stands for two groups.
  const missing = tail === undefined ? 0 : 8 - before.length - after.length - (bare.includes('.') ? 1 : 0);
  const groups = [...before, ...Array<string>(Math.max(0, missing)).fill('0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
