import 'server-only';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where IPv6 addresses of sites are: whatever lies outside is translated, local, or nobody's yet. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** By its number anybody's, and yet the host of the machine itself wherever Azure runs it. */
const azureHost = '168.63.129.16';

/** Names that mean this machine or this network, wherever they are asked for. */
const localName = /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|home\.arpa)$/;

/**
 * May this address be dialled for a stranger? Only what is global unicast and set aside for nothing else: neither private, loopback,
 * link-local, shared, multicast, documentation, benchmarking nor reserved, and no IPv6 with an IPv4 address inside. What is no address is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address === azureHost) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast);
}

/** May this name be asked of the DNS? It has a dot inside and none at its end, and does not say by itself that it is local. Lower case, as `URL` gives it. */
export function isPublicName(name: string): boolean {
  return name.includes('.') && !name.endsWith('.') && !localName.test(name);
}
