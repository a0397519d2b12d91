import type { Colour } from './colour.ts';
import type { Field } from './noise.ts';
import type { Shape } from './shapes.ts';

/** What colour a place has. Coordinates are in design units. */
export type Paint = (x: number, y: number) => Colour;

/** How much of each pixel of a box is covered, 0 to 1. */
export type Mask = { left: number; top: number; width: number; height: number; cover: Float32Array };

export type Stroke = {
  /** 0 to 1, 1 if not given. */
  opacity?: number;
  mode?: 'normal' | 'multiply' | 'screen';
  /** How well the paint takes at a place, 0 to 1: for dry brushes, stipple and worn ink. */
  texture?: Field;
  /** Paint only inside this mask. */
  within?: Mask;
};

/** A sheet painted in design units at any scale (at 1 a unit is a pixel), so that a small proof shows the same picture. */
export type Canvas = {
  width: number;
  height: number;
  scale: number;
  pixels: Uint8ClampedArray;
  pixelWidth: number;
  pixelHeight: number;
};

/** An empty black sheet of `width` × `height` design units. */
export function canvasOf(width: number, height: number, scale: number): Canvas {
  const pixelWidth = Math.round(width * scale);
  const pixelHeight = Math.round(height * scale);
  const pixels = new Uint8ClampedArray(pixelWidth * pixelHeight * 3);
  return { width, height, scale, pixels, pixelWidth, pixelHeight };
}

/**
 * The exact area of each pixel that a shape covers: each edge adds its signed area to the pixels it crosses, and a running sum
 * along the row turns that into coverage.
 */
export function maskOf(canvas: Canvas, shape: Shape): Mask {
  const box = boxOf(canvas, shape);
  const cover = new Float32Array(box.width * box.height);
  const mask = { ...box, cover };
  if (box.width === 0) return mask;
  for (const outline of shape) {
    for (let i = 0; i < outline.length; i += 2) {
      const j = (i + 2) % outline.length;
      edge(
        mask,
        canvas.scale,
        outline[i] as number,
        outline[i + 1] as number,
        outline[j] as number,
        outline[j + 1] as number,
      );
    }
  }
  for (let row = 0; row < box.height; row++) {
    let sum = 0;
    for (let i = row * box.width; i < (row + 1) * box.width; i++) {
      sum += cover[i] as number;
      cover[i] = Math.min(1, Math.abs(sum));
    }
  }
  return mask;
}

function boxOf(canvas: Canvas, shape: Shape) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const outline of shape) {
    for (let i = 0; i < outline.length; i += 2) {
      const [x, y] = [outline[i] as number, outline[i + 1] as number];
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  left = Math.max(0, Math.floor(left * canvas.scale));
  top = Math.max(0, Math.floor(top * canvas.scale));
  // One column more, for what an edge spills to its right.
  right = Math.min(canvas.pixelWidth, Math.ceil(right * canvas.scale) + 1);
  bottom = Math.min(canvas.pixelHeight, Math.ceil(bottom * canvas.scale));
  // Nothing of the shape on the sheet: an empty box.
  return right > left && bottom > top
    ? { left, top, width: right - left, height: bottom - top }
    : { left, top, width: 0, height: 0 };
}

function edge(mask: Mask, scale: number, ax: number, ay: number, bx: number, by: number) {
  if (ay === by) return;
  const sign = ay < by ? 1 : -1;
  const [x0, y0, x1, y1] = sign > 0 ? [ax, ay, bx, by] : [bx, by, ax, ay];
  const fromX = x0 * scale - mask.left;
  const fromY = y0 * scale - mask.top;
  const toY = y1 * scale - mask.top;
  const slope = (x1 - x0) / (y1 - y0);
  const lastRow = Math.min(mask.height, Math.ceil(toY));
  for (let row = Math.max(0, Math.floor(fromY)); row < lastRow; row++) {
    const start = Math.max(row, fromY);
    const end = Math.min(row + 1, toY);
    if (end <= start) continue;
    const share = (end - start) * sign;
    const xa = clamp(fromX + (start - fromY) * slope, mask.width);
    const xb = clamp(fromX + (end - fromY) * slope, mask.width);
    spread(mask, row * mask.width, Math.min(xa, xb), Math.max(xa, xb), share);
  }
}

const clamp = (x: number, width: number) => (x < 0 ? 0 : x > width - 1e-3 ? width - 1e-3 : x);

/** Adds an edge's piece within one row: `share` of the row's height between two x. */
function spread({ cover, width }: Mask, row: number, x0: number, x1: number, share: number) {
  const first = Math.floor(x0);
  const last = Math.floor(x1);
  if (first === last) {
    const inside = 1 - ((x0 + x1) / 2 - first);
    (cover[row + first] as number) += share * inside;
    if (first + 1 < width) (cover[row + first + 1] as number) += share * (1 - inside);
    return;
  }
  const perPixel = share / (x1 - x0);
  let done = 0;
  for (let column = first; column <= last; column++) {
    const a = Math.max(x0, column);
    const b = Math.min(x1, column + 1);
    const part = perPixel * (b - a);
    const inside = part * (column + 1 - (a + b) / 2);
    (cover[row + column] as number) += inside + done;
    done = part - inside;
  }
  if (last + 1 < width) (cover[row + last + 1] as number) += done;
}

/** Paints a shape, or the whole sheet when it is null. */
export function fill(canvas: Canvas, shape: Shape | null, paint: Paint | Colour, stroke: Stroke = {}) {
  paintMask(canvas, shape && maskOf(canvas, shape), paint, stroke);
}

/** Paints where a mask covers, or everywhere when it is null. */
export function paintMask(canvas: Canvas, mask: Mask | null, paint: Paint | Colour, stroke: Stroke = {}) {
  const { left, top, width, height, cover } = mask ?? {
    left: 0,
    top: 0,
    width: canvas.pixelWidth,
    height: canvas.pixelHeight,
    cover: null,
  };
  const { opacity = 1, mode = 'normal', texture, within } = stroke;
  const unit = 1 / canvas.scale;
  const flat = typeof paint === 'number' ? paint : null;
  for (let row = 0; row < height; row++) {
    const y = (top + row + 0.5) * unit;
    for (let column = 0; column < width; column++) {
      let a = cover ? (cover[row * width + column] as number) * opacity : opacity;
      if (a < 0.003) continue;
      if (within) a *= at(within, left + column, top + row);
      const x = (left + column + 0.5) * unit;
      if (texture) a *= texture(x, y);
      if (a < 0.003) continue;
      const c = flat ?? (paint as Paint)(x, y);
      lay(canvas.pixels, ((top + row) * canvas.pixelWidth + left + column) * 3, c, a > 1 ? 1 : a, mode);
    }
  }
}

function lay(pixels: Uint8ClampedArray, i: number, c: Colour, a: number, mode: 'normal' | 'multiply' | 'screen') {
  for (let channel = 0; channel < 3; channel++) {
    const below = pixels[i + channel] as number;
    const above = (c >> (16 - channel * 8)) & 255;
    const meant =
      mode === 'normal'
        ? above
        : mode === 'multiply'
          ? (below * above) / 255
          : 255 - ((255 - below) * (255 - above)) / 255;
    pixels[i + channel] = below + (meant - below) * a;
  }
}

function at(mask: Mask, x: number, y: number): number {
  const column = x - mask.left;
  const row = y - mask.top;
  if (column < 0 || row < 0 || column >= mask.width || row >= mask.height) return 0;
  return mask.cover[row * mask.width + column] as number;
}

/** The mask made soft: three passes of a box, which is close to a Gaussian. `radius` in design units. */
export function blurred(canvas: Canvas, mask: Mask, radius: number): Mask {
  const reach = Math.max(1, Math.round(radius * canvas.scale * 0.6));
  const pad = reach * 3;
  const width = mask.width + pad * 2;
  const height = mask.height + pad * 2;
  let soft = new Float32Array(width * height);
  for (let row = 0; row < mask.height; row++) {
    soft.set(mask.cover.subarray(row * mask.width, (row + 1) * mask.width), (row + pad) * width + pad);
  }
  for (let pass = 0; pass < 3; pass++) {
    soft = boxBlur(soft, width, height, reach, 1, width);
    soft = boxBlur(soft, height, width, reach, width, 1);
  }
  return inside(canvas, { left: mask.left - pad, top: mask.top - pad, width, height, cover: soft });
}

function boxBlur(from: Float32Array, length: number, lines: number, reach: number, step: number, lineStep: number) {
  const to = new Float32Array(from.length);
  const size = reach * 2 + 1;
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    let sum = 0;
    for (let i = -reach; i < length; i++) {
      if (i + reach < length) sum += from[start + (i + reach) * step] as number;
      if (i - reach - 1 >= 0) sum -= from[start + (i - reach - 1) * step] as number;
      if (i >= 0) to[start + i * step] = sum / size;
    }
  }
  return to;
}

/** The part of a mask that lies on the sheet. */
function inside(canvas: Canvas, mask: Mask): Mask {
  const left = Math.max(0, mask.left);
  const top = Math.max(0, mask.top);
  const width = Math.max(0, Math.min(canvas.pixelWidth, mask.left + mask.width) - left);
  const height = Math.max(0, Math.min(canvas.pixelHeight, mask.top + mask.height) - top);
  const cover = new Float32Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (top - mask.top + row) * mask.width + (left - mask.left);
    cover.set(mask.cover.subarray(from, from + width), row * width);
  }
  return { left, top, width, height, cover };
}
