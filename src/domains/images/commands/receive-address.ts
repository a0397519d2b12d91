import 'server-only';
import type { Viewer } from '@/domains/accounts/queries';
import { mayPublish } from '@/domains/accounts/rules';
import { refuse } from '@/kernel/refusal';
import { fetchPublic } from '@/platform/fetch/fetch-public';
import { makeGate } from '@/platform/gate';
import { inspectPicture } from '@/platform/pictures/inspect';
import { put } from '@/platform/storage/files';
import type { FromAddress } from '../inputs';
import { receiveUpload } from './receive-upload';

/** Each may hold 16 MB, twice for a moment. */
const inTurn = makeGate({ atOnce: 4, waiting: 8, waitMs: 5_000 });

/**
 * Fetches a picture from a public address and keeps it as an upload of the member's own, as if it had been chosen from a disk. Its bytes alone say
 * whether it is one. Takes up to 10 s, and 5 s more when many fetch.
 * @returns the reference that `shareImage` wants
 * @throws Refusal `accounts.muted`, `site.busy`; as `fetchPublic`; as `inspectPicture`
 */
export async function receiveAddress(
  member: Pick<Viewer, 'id' | 'mutedAt'>,
  { address }: FromAddress,
): Promise<{ ref: string }> {
  // Asked again when the image is written; here so that nothing is even fetched.
  if (!mayPublish(member)) refuse('forbidden', 'accounts.muted', 'You may not publish at the moment.');
  return inTurn(async () => {
    const bytes = await fetchPublic(address);
    const { kind } = await inspectPicture(bytes);
    const { href, hostname, pathname } = new URL(address);
    const file = { name: pathname.split('/').at(-1) || hostname, type: `image/${kind}` };
    const fileKey = await put({ ...file, bytes, isPrivate: true });
    return receiveUpload(member, { ...file, fileKey, bytes: bytes.length, fetchedFrom: href });
  });
}
