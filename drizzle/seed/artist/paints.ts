import { blurred, type Canvas, fill, type Mask, maskOf, type Paint, paintMask } from './canvas.ts';
import { type Colour, colour, ramp } from './colour.ts';
import { dust, type Field, grain, noiseOf, tooth } from './noise.ts';
import { ellipse, moved, type Place, type Shape } from './shapes.ts';

/** 0 at the first place, 1 at the second, even between and beyond. */
export function across(x0: number, y0: number, x1: number, y1: number): Field {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const size = dx * dx + dy * dy;
  return (x, y) => ((x - x0) * dx + (y - y0) * dy) / size;
}

/** 0 in the middle, 1 at the radius; `squash` below 1 flattens the rings. */
export function around(x0: number, y0: number, radius: number, squash = 1): Field {
  return (x, y) => Math.hypot(x - x0, (y - y0) / squash) / radius;
}

/** A passage of colours along a field, broken by grain as in a lithograph; `grit` 0 is smooth, 0.3 is sandy. */
export function shaded(stops: readonly (Colour | string)[], along: Field, grit = 0.08): Paint {
  const colours = ramp(...stops.map((stop) => (typeof stop === 'string' ? colour(stop) : stop)));
  return (x, y) => colours(along(x, y) + grain(x, y) * grit);
}

/** Sprayed dots, denser where the field is higher (0 none, 1 full). */
export function stipple(density: Field): Field {
  return (x, y) => {
    const over = (density(x, y) - dust(x, y)) * 6;
    return over <= 0 ? 0 : over >= 1 ? 1 : over;
  };
}

const patches = noiseOf('ink');
/** Ink that did not take everywhere: specks and pale patches; `wear` 0 to 1. */
export function worn(wear: number): Field {
  return (x, y) => {
    const missing = dust(x * 0.5, y * 0.5) < wear * 0.12 * (1 + patches(x / 90, y / 90)) ? 0.75 : 0;
    return 1 - missing - wear * 0.12 * (1 + tooth(x, y)) * 0.5;
  };
}

/** Pigment in water: darker towards its blooms, never even; `strength` 0 to 1. */
export function watery(seed: string, strength = 0.5): Field {
  const blooms = noiseOf(seed);
  const fine = noiseOf(`${seed}/fine`);
  return (x, y) =>
    1 - strength * (0.5 + 0.38 * blooms(x / 210, y / 210) + 0.2 * fine(x / 55, y / 55) + 0.12 * tooth(x, y));
}

export type Fall = { dx?: number; dy?: number; blur?: number; opacity?: number; tint?: Colour; within?: Mask };

/** The shadow a shape throws on what is below it. Lengths in design units. */
export function shadow(canvas: Canvas, shape: Shape, fall: Fall = {}) {
  const { dx = 10, dy = 14, blur = 14, opacity = 0.35, tint = 0x1a1430, within } = fall;
  const thrown = moved(shape, (x, y) => [x + dx, y + dy]);
  paintMask(canvas, blurred(canvas, maskOf(canvas, thrown), blur), tint, { opacity, mode: 'multiply', within });
}

/** A piece of coloured paper laid on the sheet: shadow, then colour with the faintest tooth, then a lit edge. */
export function cutout(canvas: Canvas, shape: Shape, tint: Colour, fall: Fall = {}) {
  shadow(canvas, shape, fall);
  const body = ramp(mixWith(tint, 0x000000, 0.08), tint, mixWith(tint, 0xffffff, 0.08));
  const paint: Paint = (x, y) => body(0.5 + tooth(x, y) * 0.2 + grain(x, y) * 0.16);
  fill(canvas, shape, paint, { within: fall.within });
}

function mixWith(tint: Colour, other: Colour, share: number): Colour {
  const part = (shift: number) =>
    Math.round(((tint >> shift) & 255) * (1 - share) + ((other >> shift) & 255) * share) << shift;
  return part(16) | part(8) | part(0);
}

/** Light about a place, fading to nothing at the radius. */
export function glow(canvas: Canvas, [x, y]: Place, radius: number, tint: Colour, opacity = 0.6, squash = 1) {
  const away = around(x, y, radius, squash);
  const texture: Field = (px, py) => {
    const near = 1 - away(px, py);
    return near <= 0 ? 0 : near * near * (1 + grain(px, py) * 0.12);
  };
  fill(canvas, ellipse(x, y, radius, radius * squash), tint, { opacity, mode: 'screen', texture });
}

/** The last touch: the tooth of the paper and the grain of the press over everything, and a little less light in the corners. */
export function finish(canvas: Canvas, { paper = 0.035, grit = 0.03, corners = 0.1 } = {}) {
  const { pixels, pixelWidth, pixelHeight, scale } = canvas;
  for (let row = 0; row < pixelHeight; row++) {
    const v = row / pixelHeight - 0.5;
    for (let column = 0; column < pixelWidth; column++) {
      const u = column / pixelWidth - 0.5;
      const [x, y] = [column / scale, row / scale];
      const light = 1 + tooth(x, y) * paper + grain(x, y) * grit - corners * (u * u + v * v) * 1.6;
      const i = (row * pixelWidth + column) * 3;
      pixels[i] = (pixels[i] as number) * light;
      pixels[i + 1] = (pixels[i + 1] as number) * light;
      pixels[i + 2] = (pixels[i + 2] as number) * light;
    }
  }
}

/** A sheet of paper around the picture: everything further out than `margin` units is left unprinted, with an edge not quite straight. */
export function border(canvas: Canvas, margin: number, paper: Colour) {
  const { width, height } = canvas;
  const wobble = noiseOf('border');
  const off = (x: number, y: number) => wobble(x / 60, y / 60) * 1.6;
  const edge: number[] = [];
  const corners: Place[] = [
    [margin, margin],
    [margin, height - margin],
    [width - margin, height - margin],
    [width - margin, margin],
  ];
  corners.forEach(([x, y], i) => {
    const [nx, ny] = corners[(i + 1) % 4] as Place;
    for (let s = 0; s < 60; s++) {
      const px = x + ((nx - x) * s) / 60;
      const py = y + ((ny - y) * s) / 60;
      edge.push(px + off(px, py), py + off(px + 300, py));
    }
  });
  fill(canvas, [[0, 0, width, 0, width, height, 0, height], edge], paper);
}
