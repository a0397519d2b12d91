import 'server-only';
import { fileUrl } from '@/platform/storage/files';
import { type Derivative, derivatives, type Format, type Size, sizeOf } from './derivatives';
import { pictures } from './tables';

/** The columns of `pictures` that a view is made of: what every query selects and nothing more. */
export const pictureColumns = {
  width: pictures.width,
  height: pictures.height,
  colour: pictures.colour,
  blur: pictures.blur,
  files: pictures.files,
};

type PictureRow = Size & { colour: string; blur: string; files: string[] };

/** One `<source>` of a `<picture>`. */
export type PictureSource = { type: `image/${Format}`; srcSet: string };

/** What screens need to show a picture. Everything is ready to be written into attributes. */
export type PictureView = Size & {
  /** `#rrggbb`, to be seen first. */
  colour: string;
  /** A data URI, to be seen next. */
  blur: string;
  /** AVIF, then WebP: widths 480, 960, 1600 as far as the original reaches, with `w` descriptors. */
  sources: PictureSource[];
  /** A JPEG at most 960 wide: the `src` of `<img>`, and for mails, feeds and link previews. */
  fallback: Size & { src: string };
  /** The picture cut to a square, 80 and 180 pixels as far as the original reaches; `src` is WebP. */
  square: { sources: PictureSource[]; src: string; side: number };
};

/**
 * Turns a row into what screens show. `addressOf` says where browsers load a file from, by its key and its place in `derivatives`; files of
 * private pictures have no public address, and need one that checks who is asking.
 */
export function pictureView(
  { width, height, colour, blur, files }: PictureRow,
  addressOf: (key: string, index: number) => string = fileUrl,
): PictureView {
  const original = { width, height };
  const slots = derivatives.map((derivative, index) => ({
    ...derivative,
    url: addressOf(files[index] ?? '', index),
    size: sizeOf(original, derivative),
  }));
  const sources = (square: boolean) => (['avif', 'webp'] as const).map((format) => sourceOf(slots, square, format));
  const jpeg = slots.find((slot) => slot.format === 'jpeg');
  const largestSquare = slots.findLast((slot) => slot.square && slot.format === 'webp');
  return {
    ...original,
    colour,
    blur,
    sources: sources(false),
    fallback: { src: jpeg?.url ?? '', ...(jpeg?.size ?? original) },
    square: { sources: sources(true), src: largestSquare?.url ?? '', side: largestSquare?.size.width ?? 0 },
  };
}

/** A person's photo as every place shows it: two squares, WebP, 80 and 180 pixels wide as far as the original reaches. */
export type FaceView = { small: string; large: string };

/** Turns the files of a portrait into what screens show; null for nobody's. */
export function faceView(files: string[] | null): FaceView | null {
  if (!files) return null;
  const [small = '', large = ''] = derivatives.flatMap(({ square, format }, index) =>
    square && format === 'webp' ? [fileUrl(files[index] ?? '')] : [],
  );
  return { small, large };
}

type Slot = Derivative & { url: string; size: Size };

/** Sizes that came out as the same file are named once: a `srcset` with one width twice is an error. */
function sourceOf(slots: Slot[], square: boolean, format: Format): PictureSource {
  const candidates = slots.filter((slot) => slot.square === square && slot.format === format);
  const byWidth = new Map(candidates.map(({ url, size }) => [size.width, `${url} ${size.width}w`]));
  return { type: `image/${format}`, srcSet: [...byWidth.values()].join(', ') };
}
