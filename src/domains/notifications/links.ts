import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import type { MemberId } from '@/domains/accounts/tables';
import { keyedHash } from '@/platform/keyed-hash';

/** The first 128 bits of an HMAC, as 22 characters of base64url. */
const proofOf = (memberId: number) =>
  keyedHash('notifications/leave-digest', memberId).subarray(0, 16).toString('base64url');

/** What stands at the end of a digest's link: the member, and a proof that we wrote it. It opens nothing but the way out, and stays good. */
const leaveToken = (memberId: number) => `${memberId.toString(36)}-${proofOf(memberId)}`;

/** Whose link this is; null when we never wrote it. Asks nobody. */
export function memberOfLink(token: string): MemberId | null {
  const [, id = '', proof = ''] = /^([0-9a-z]{1,11})-([\w-]{22})$/.exec(token) ?? [];
  const memberId = Number.parseInt(id, 36);
  if (!Number.isSafeInteger(memberId)) return null;
  const isOurs = timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(memberId)));
  return isOurs && leaveToken(memberId) === token ? (memberId as MemberId) : null;
}

/** The page that asks once more, without language. */
export const leavePath = (memberId: number) => `/unsubscribe/${leaveToken(memberId)}`;

/** Where a mail program asks by itself, without any page (RFC 8058). */
export const leaveDoor = (memberId: number) => `/api/unsubscribe/${leaveToken(memberId)}`;
