import 'server-only';
import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import {
  type Derivative,
  derivatives,
  type Format,
  limits,
  outcomeOf,
  portraitSide,
  type Size,
  sizeOf,
} from './derivatives';
import { inspectPicture, unreadable } from './inspect';

// libvips keeps decoded pictures for reuse and one working set per thread; we use each picture once, on small machines.
sharp.cache(false);
sharp.concurrency(2);

/** Everything that is known and made of a picture, before it is stored. */
export type DerivedPicture = Size & {
  /** The dominant colour, `#rrggbb`: shown until anything else has come. */
  colour: string;
  /** A few pixels as a data URI of at most 400 characters: shown until the picture has come. */
  blur: string;
  /** SHA-256 of the original, hexadecimal: the same file twice has the same. */
  hash: string;
  /** One file per entry of `derivatives`, in that order; sizes beyond the original repeat the same Buffer. */
  files: Buffer[];
};

/** Decoded pixels, eight bits a channel, sRGB, three channels or four. */
type Pixels = Size & { data: Buffer; channels: 1 | 2 | 3 | 4 };

const widest = Math.max(...derivatives.map((derivative) => derivative.width));

async function pixelsOf(pipeline: Sharp): Promise<Pixels> {
  const { data, info } = await pipeline.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

const from = ({ data, width, height, channels }: Pixels) => sharp(data, { raw: { width, height, channels } });

/** How a file is read: whole pictures as wide as we serve them, photos of people cut to a square. */
type Cut = Pick<Derivative, 'width' | 'square'>;

/** A square keeps the part of the picture that draws the eye (faces, contrast), all else is only made smaller. */
const fitOf = ({ square }: Cut) =>
  square ? ({ fit: 'cover', position: 'attention' } as const) : ({ fit: 'fill' } as const);

/** The picture at the largest size that is served, upright, in sRGB, without anything but its pixels. Other sizes are made from it. */
async function decode(bytes: Uint8Array, original: Size, cut: Cut): Promise<Pixels> {
  const pipeline = sharp(bytes, { failOn: 'error', limitInputPixels: limits.pixels, sequentialRead: true, pages: 1 });
  const { width, height } = sizeOf(original, cut);
  const upright = pipeline.autoOrient().resize(width, height, fitOf(cut)).toColourspace('srgb');
  const pixels = await pixelsOf(upright).catch((error: unknown) => {
    throw unreadable(error);
  });
  // An alpha channel that hides nothing costs a second encoded plane in every AVIF.
  if (pixels.channels !== 4 || !(await from(pixels).stats()).isOpaque) return pixels;
  return pixelsOf(from(pixels).removeAlpha());
}

const encoders: Record<Format, (pipeline: Sharp) => Sharp> = {
  avif: (pipeline) => pipeline.avif({ quality: 56, effort: 2, chromaSubsampling: '4:2:0' }),
  webp: (pipeline) => pipeline.webp({ quality: 80, effort: 4 }),
  jpeg: (pipeline) => pipeline.flatten({ background: '#ffffff' }).jpeg({ quality: 82, progressive: true }),
};

/** Encodes each distinct file once, one after the other: in parallel they would be no faster on two cores and need the memory of all. */
async function encodeAll(master: Pixels, original: Size): Promise<Buffer[]> {
  const made = new Map<string, Buffer>();
  const files: Buffer[] = [];
  for (const derivative of derivatives) {
    const outcome = outcomeOf(original, derivative);
    const file = made.get(outcome) ?? (await encode(master, original, derivative));
    made.set(outcome, file);
    files.push(file);
  }
  return files;
}

function encode(master: Pixels, original: Size, derivative: Derivative): Promise<Buffer> {
  const { width, height } = sizeOf(original, derivative);
  return encoders[derivative.format](from(master).resize(width, height, fitOf(derivative))).toBuffer();
}

async function colourOf(master: Pixels): Promise<string> {
  const { dominant } = await from(master)
    .flatten({ background: '#ffffff' })
    .resize(160, 160, { fit: 'inside' })
    .stats();
  return `#${[dominant.r, dominant.g, dominant.b].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

async function blurOf(master: Pixels): Promise<string> {
  const tiny = from(master).flatten({ background: '#ffffff' }).resize(16, 16, { fit: 'inside' });
  const bytes = await tiny.webp({ quality: 30, effort: 6 }).toBuffer();
  return `data:image/webp;base64,${bytes.toString('base64')}`;
}

let last: Promise<unknown> = Promise.resolve();

/** Runs one piece of work after the other, whatever became of the one before: a picture in the making may need hundreds of megabytes. */
function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine.catch(() => undefined);
  return mine;
}

/**
 * Decodes a picture and makes all files we serve of it: upright, sRGB, no metadata, never enlarged; of an animation its first frame.
 * One at a time in a process; about a second of CPU for a large photograph.
 * @throws Refusal as `inspectPicture` does, and `pictures.unreadable` for one that breaks off or is damaged inside
 */
export function derivePicture(bytes: Uint8Array): Promise<DerivedPicture> {
  return derive(bytes, { width: widest, square: false });
}

/**
 * Makes a person's photo: like `derivePicture`, of the most telling square of the picture, at most `portraitSide` pixels wide.
 * @throws Refusal as `derivePicture` does
 */
export function derivePortrait(bytes: Uint8Array): Promise<DerivedPicture> {
  return derive(bytes, { width: portraitSide, square: true });
}

function derive(bytes: Uint8Array, cut: Cut): Promise<DerivedPicture> {
  return oneAtATime(async () => {
    const found = await inspectPicture(bytes);
    const master = await decode(bytes, found, cut);
    // What is cut away was never there: all sizes are told of what is kept.
    const { width, height } = cut.square ? master : found;
    const files = await encodeAll(master, { width, height });
    const [colour, blur] = [await colourOf(master), await blurOf(master)];
    return { width, height, colour, blur, hash: createHash('sha256').update(bytes).digest('hex'), files };
  });
}
