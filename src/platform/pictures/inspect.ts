import 'server-only';
import sharp from 'sharp';
import { Refusal, refuse } from '@/kernel/refusal';
import { limits, type PictureKind, type Size } from './derivatives';
import { memoryLimit, memoryToMake } from './memory';

/** What was found in a file's first bytes: its kind and its size as it is meant to be seen (orientation applied). */
export type Inspected = Size & { kind: PictureKind };

const startsWith = (bytes: Uint8Array, signature: string, at = 0) =>
  bytes.length >= at + signature.length && [...signature].every((c, i) => bytes[at + i] === c.charCodeAt(0));

/** AVIF is an ISO media file whose `ftyp` box names `avif` or `avis`, as its brand or among the compatible ones. */
function isAvif(bytes: Uint8Array): boolean {
  if (!startsWith(bytes, 'ftyp', 4)) return false;
  const size = Buffer.from(bytes.subarray(0, 4)).readUInt32BE();
  const brands = Buffer.from(bytes.subarray(8, Math.min(size, 256))).toString('latin1');
  return (brands.match(/.{4}/gs) ?? []).some((brand, i) => i !== 1 && (brand === 'avif' || brand === 'avis'));
}

/** The kind of a picture by its magic bytes, whatever its name or declared type says; `undefined` for everything else. */
export function kindOf(bytes: Uint8Array): PictureKind | undefined {
  if (startsWith(bytes, '\xff\xd8\xff')) return 'jpeg';
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'png';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'webp';
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'gif';
  if (isAvif(bytes)) return 'avif';
  return undefined;
}

/** The "no" to a file that claims to be a picture and cannot be read as one. */
export function unreadable(cause: unknown): Refusal {
  const refusal = new Refusal('invalid', 'pictures.unreadable', 'This file is damaged: it cannot be read to its end.');
  refusal.cause = cause;
  return refusal;
}

/**
 * Reads the header of a file, decoding no pixel.
 * @throws Refusal `pictures.empty`, `pictures.too-many-bytes` (> 16 MB), `pictures.not-a-picture` (not JPEG, PNG, WebP, AVIF or GIF by content),
 * `pictures.unreadable`, `pictures.too-long-a-side` (> 16,384), `pictures.too-many-pixels` (> 100 megapixels), `pictures.too-much-memory` (> 500 MB to make:
 * an AVIF over 24 megapixels, a GIF over 75, a progressive JPEG over 65 …)
 */
export async function inspectPicture(bytes: Uint8Array): Promise<Inspected> {
  if (bytes.length === 0) refuse('invalid', 'pictures.empty', 'This file is empty.');
  if (bytes.length > limits.bytes) refuse('invalid', 'pictures.too-many-bytes', 'A picture may have 16 MB at most.');
  const kind = kindOf(bytes);
  if (!kind) refuse('invalid', 'pictures.not-a-picture', 'Only JPEG, PNG, WebP, AVIF and GIF pictures can be shared.');
  // The decoder's own limit would not tell a side from an area; ours below do, and decoding keeps its limit as a second bar.
  const header = await sharp(bytes, { limitInputPixels: false, pages: 1 })
    .metadata()
    .catch((error: unknown) => {
      throw unreadable(error);
    });
  if (header.format !== (kind === 'avif' ? 'heif' : kind)) throw unreadable(`read as ${header.format}`);
  const { width, height } = header.autoOrient;
  if (Math.max(width, height) > limits.side) {
    refuse('invalid', 'pictures.too-long-a-side', 'A picture may have 16,384 pixels on its longer side at most.');
  }
  if (width * height > limits.pixels) {
    refuse('invalid', 'pictures.too-many-pixels', 'A picture may have 100 megapixels at most.');
  }
  if (memoryToMake(kind, { width, height }, header) > memoryLimit) {
    refuse('invalid', 'pictures.too-much-memory', 'This file takes too much memory to open; send it as a plain JPEG.');
  }
  return { kind, width, height };
}
