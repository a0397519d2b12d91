import 'server-only';
import type { Metadata } from 'sharp';
import { derivatives, type PictureKind, type Size, sizeOf } from './derivatives';

/** What the making of one picture may hold at most, in bytes above what the process holds anyway. */
export const memoryLimit = 500_000_000;

/** What any picture takes, however small. */
const base = 30_000_000;

/** What a pixel of the largest size we serve takes while it is encoded. */
const bytesPerServedPixel = 32;

const widest = Math.max(...derivatives.map(({ width }) => width));

type Header = Pick<Metadata, 'channels' | 'depth' | 'isProgressive'>;

/**
 * Bytes that a decoder holds for each pixel, for each kind; measured at a hundred megapixels and rounded up. What is coded in rows is shrunk while it is read;
 * what is coded in passes over the whole (progressive, interlaced), or as a whole, is held as a whole.
 */
const bytesPerPixel: Record<
  PictureKind,
  (header: { channels: number; sampleBytes: number; inPasses: boolean }) => number
> = {
  // Two bytes a coefficient. Some of the channels may be smaller, but a header can say so and not mean it.
  jpeg: ({ channels, inPasses }) => (inPasses ? 2 * channels : 0.6),
  png: ({ channels, sampleBytes, inPasses }) =>
    (inPasses ? (sampleBytes > 1 ? 1.6 : 1.25) : 0.625) * channels * sampleBytes,
  // A lossless one is held as a whole, and the header does not tell.
  webp: () => 3.8,
  gif: () => 5.4,
  // The decoder's planes, and copies of them on their way to colours.
  avif: ({ sampleBytes }) => (sampleBytes > 1 ? 25 : 17),
};

/** How much memory the making of a picture takes at its peak, in bytes: an upper bound by its header, within a tenth where that is near `memoryLimit`. */
export function memoryToMake(kind: PictureKind, size: Size, { channels, depth, isProgressive }: Header): number {
  const sampleBytes = depth === 'uchar' ? 1 : 2;
  const held = bytesPerPixel[kind]({ channels, sampleBytes, inPasses: isProgressive });
  const served = sizeOf(size, { width: widest, square: false });
  return base + held * size.width * size.height + bytesPerServedPixel * served.width * served.height;
}
