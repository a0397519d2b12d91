import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import { aToken } from '@/kernel/ids';
import type { Ceiling } from '@/platform/db/ceilings';
import { keyedHash } from '@/platform/keyed-hash';
import type { MemberId } from '../tables';

/** Where a try to sign in comes from: its network, and the cookie of the browser's known devices as it was sent. */
export type Origin = { network: string; devices: string | null };

/** As many members may share a browser; whoever signed in longest ago is forgotten. */
const mostDevices = 5;

const proofOf = (memberId: MemberId, id: string) =>
  keyedHash('known device', `${memberId}:${id}`).toString('base64url').slice(0, 22);

const split = (devices: string | null) => (devices ?? '').split('.').filter((device) => /^[\w-]{45}$/.test(device));

function isOf(device: string, memberId: MemberId): boolean {
  return timingSafeEqual(Buffer.from(device.slice(-22)), Buffer.from(proofOf(memberId, device.slice(0, 22))));
}

/** By what name this browser is known to have signed in to this account before; null when it has not, or says so without proof. */
function knownDevice(devices: string | null, memberId: MemberId): string | null {
  return split(devices).find((device) => isOf(device, memberId)) ?? null;
}

/**
 * What the cookie of known devices holds once a member has signed in here: for each of the last few members a random name and its proof, which nobody
 * else can make. It says nothing of who they are, and opens nothing: it only has the tries counted apart from everybody else's.
 */
export function withDevice(devices: string | null, memberId: MemberId): string {
  const id = aToken();
  const device = knownDevice(devices, memberId) ?? `${id}-${proofOf(memberId, id)}`;
  const others = split(devices).filter((other) => other !== device);
  return [device, ...others].slice(0, mostDevices).join('.');
}

const within = { windowSeconds: 15 * 60 };

/**
 * The ceilings of a try, the one first that a right password gives back: ten in fifteen minutes for a name from a network, and a hundred for the
 * network. A browser that has signed in to the account before counts by itself instead, so that nobody else's tries, not even from the same network,
 * keep the member out. For the same reason there is no ceiling for an account as a whole: strangers could use it up.
 *
 * Names are counted as they are typed. Were a member's e-mail and handle counted together, anybody could learn whether they belong together, and so
 * whether the e-mail is a member's, by using up the one and trying the other.
 */
export function signInCeilings(login: string, memberId: MemberId | undefined, { network, devices }: Origin): Ceiling[] {
  const device = memberId === undefined ? null : knownDevice(devices, memberId);
  if (device) return [{ kind: 'sign-in-device', key: `${memberId} ${device}`, max: 10, ...within }];
  return [
    { kind: 'sign-in', key: `${login.toLowerCase()} ${network}`, max: 10, ...within },
    { kind: 'sign-in-network', key: network, max: 100, ...within },
  ];
}
