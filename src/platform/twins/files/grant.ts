import { No } from './answers';
import { decodeOnce, faultOfAddress, type Token } from './signature';
import { keyPattern } from './store';

/** What a presigned address allows: these bytes, under this name, once. */
export type Grant = {
  key: string;
  name: string;
  /** Exactly so many bytes. */
  size: number;
  type: string;
  acl: 'public-read' | 'private';
  customId: string | null;
  /** The file route whose callback is told; null for uploads by the app's own server. */
  slug: string | null;
  signature: string;
};

const sizeMax = 64 * 1024 * 1024;

/**
 * Reads what a presigned address allows.
 * @param pathAndQuery as received after the base: `/<key>?expires=…&x-ut-…&signature=…`
 * @throws No 403 when forged or expired, 400 when it is signed but makes no sense
 */
export function readGrant(pathAndQuery: string, bases: readonly string[], token: Token, now: number): Grant {
  const fault = faultOfAddress(pathAndQuery, bases, token.apiKey, now);
  if (fault === 'forged') throw new No(403, 'the signature does not fit the address');
  if (fault === 'expired') throw new No(403, 'the address has expired');
  const url = new URL(pathAndQuery, 'http://localhost');
  const key = url.pathname.slice(1);
  // UploadThing's client encodes each value once by itself, before the address encodes it again.
  const field = (name: string) => {
    const value = url.searchParams.get(`x-ut-${name}`);
    return value === null ? null : decodeOnce(value);
  };
  const size = Number(field('file-size'));
  if (field('identifier') !== token.appId) throw new No(403, 'the address is for another app');
  if (!keyPattern.test(key)) throw new No(400, 'the key is malformed');
  if (!Number.isInteger(size) || size < 0 || size > sizeMax) throw new No(400, 'the size is out of bounds');
  return {
    key,
    name: field('file-name') ?? '',
    size,
    type: field('file-type') ?? 'application/octet-stream',
    acl: field('acl') === 'private' ? 'private' : 'public-read',
    customId: field('custom-id'),
    slug: field('slug'),
    signature: url.searchParams.get('signature') ?? '',
  };
}
