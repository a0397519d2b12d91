import { type Canvas, fill } from '../canvas.ts';
import { blend, type Colour } from '../colour.ts';
import { noiseOf } from '../noise.ts';
import { cutout, shadow } from '../paints.ts';
import { ellipse, handmade, leaf, type Place, ribbon, type Shape, spine } from '../shapes.ts';

/** Where scissors stray. */
export const hand = noiseOf('scissors');

/** The shape as scissors leave it. */
export const cut = (shape: Shape) => handmade(shape, hand, 2.2, 10);

/** A frond: a stem with blades on both sides, each a piece of paper of its own. */
export function frond(
  canvas: Canvas,
  [x, y]: Place,
  turn: number,
  length: number,
  bend: number,
  tint: Colour,
  { blades = 11, wide = 0.2, reach = 0.42 } = {},
) {
  const line = spine(x, y, turn, length, bend, 40);
  cutout(
    canvas,
    ribbon(line, (t) => length * 0.022 * (1 - t * 0.7)),
    tint,
    { dx: 5, dy: 7, blur: 8 },
  );
  for (let i = 0; i < blades; i++) {
    const t = 0.16 + (i / blades) * 0.82;
    const [px, py] = line[Math.round(t * 40)] as Place;
    const along = turn + bend * t;
    const size = length * reach * (0.45 + 0.75 * Math.sin(Math.PI * (0.15 + t * 0.78)));
    for (const side of [-1, 1]) {
      const shape = cut(leaf(px, py, along + side * (0.95 - t * 0.45), size, size * wide, -side * 0.35));
      cutout(canvas, shape, blend(tint, side < 0 ? 0xffffff : 0x101030, 0.05 + t * 0.07), {
        dx: 6,
        dy: 9,
        blur: 9,
        opacity: 0.3,
      });
    }
  }
  cutout(
    canvas,
    cut(leaf(...(line.at(-1) as [number, number]), turn + bend, length * reach * 0.4, length * reach * 0.09)),
    tint,
    { dx: 5, dy: 7, blur: 8 },
  );
}

/** Seaweed as scissors make it: one piece, round fingers on both sides of a bent spine. */
export function seaweed(
  canvas: Canvas,
  [x, y]: Place,
  turn: number,
  length: number,
  bend: number,
  fingers: number,
  tint: Colour,
) {
  const line = spine(x, y, turn, length, bend, 60);
  const parts: Shape[] = [ribbon(line, (t) => length * (0.1 - 0.05 * t))];
  for (let i = 0; i < fingers; i++) {
    const t = 0.1 + (i / fingers) * 0.85;
    const [px, py] = line[Math.round(t * 60)] as Place;
    const reach = length * 0.36 * Math.sin(Math.PI * (0.22 + t * 0.66));
    for (const side of [-1, 1]) {
      const finger = spine(px, py, turn + bend * t + side * (1.15 - t * 0.5), reach, -side * 0.75, 16);
      parts.push(ribbon(finger, (s) => length * 0.075 * (0.75 + 0.5 * s) * Math.sqrt(Math.max(0, 1 - s ** 6))));
    }
  }
  parts.push(ellipse(...(line.at(-1) as [number, number]), length * 0.05));
  for (const part of parts) shadow(canvas, part, { dx: 6, dy: 9, blur: 9, opacity: 0.28 });
  for (const part of parts) fill(canvas, cut(part), tint);
}
