/** The formats we serve. AVIF is smallest, WebP reaches nearly everybody, JPEG is for mail, feeds and link previews. */
export type Format = 'avif' | 'webp' | 'jpeg';

/** One of the files made of every picture: `width` in pixels; a square is cut to its most telling part, all else keeps its shape. */
export type Derivative = { readonly width: number; readonly square: boolean; readonly format: Format };

/**
 * The files of a picture, in the order of `pictures.files`. Rows in the database rely on this order: append, never reorder, and give
 * older rows their new file by a migration.
 */
export const derivatives = [
  { width: 80, square: true, format: 'avif' },
  { width: 80, square: true, format: 'webp' },
  { width: 180, square: true, format: 'avif' },
  { width: 180, square: true, format: 'webp' },
  { width: 480, square: false, format: 'avif' },
  { width: 480, square: false, format: 'webp' },
  { width: 960, square: false, format: 'avif' },
  { width: 960, square: false, format: 'webp' },
  { width: 960, square: false, format: 'jpeg' },
  { width: 1600, square: false, format: 'avif' },
  { width: 1600, square: false, format: 'webp' },
] as const satisfies readonly Derivative[];

/** What a file may be, by its content. */
export type PictureKind = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';

/** The types a file may be declared as; what it is, its content decides. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif'] as const;

/** What a file may be at most. The bytes are also UploadThing's limit in the file router. */
export const limits = { bytes: 16 * 1024 * 1024, pixels: 100_000_000, side: 16_384 } as const;

/** A person's photo is kept this wide at most, in pixels: three times the largest place it is shown at. */
export const portraitSide = 480;

/** WebP cannot be taller than this. */
const tallest = 16_383;

/**
 * The most pixels of one file: 1,600 × 5,000. Only strips more than three times as tall as wide meet it; they come out narrower, where at full
 * width one of them would cost half a minute of CPU and a gigabyte.
 */
const largestArea = 8_000_000;

export type Size = { width: number; height: number };

/**
 * The size in pixels that a derivative of an original has: as wide as asked, never wider than the original, in its shape; narrower for very tall
 * strips. A square is never larger than the original's shorter side. Both sides are at least 1.
 */
export function sizeOf(original: Size, { width, square }: Pick<Derivative, 'width' | 'square'>): Size {
  if (square) {
    const side = Math.min(width, original.width, original.height);
    return { width: side, height: side };
  }
  const area = original.width * original.height;
  const scale = Math.min(1, width / original.width, tallest / original.height, Math.sqrt(largestArea / area));
  return {
    width: Math.max(1, Math.round(original.width * scale)),
    height: Math.max(1, Math.round(original.height * scale)),
  };
}

/** Two derivatives of one original with the same outcome come out as one and the same file, which is made and stored once. */
export function outcomeOf(original: Size, derivative: Derivative): string {
  const { width, height } = sizeOf(original, derivative);
  return `${derivative.square ? 'square' : 'whole'} ${width}×${height} ${derivative.format}`;
}
