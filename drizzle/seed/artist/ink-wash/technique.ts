import { type Canvas, fill, type Mask, paintMask, type Stroke } from '../canvas.ts';
import { type Colour, colour } from '../colour.ts';
import { dust, type Field, grain, noiseOf, tooth } from '../noise.ts';
import { shaded, watery } from '../paints.ts';
import { handmade, type Place, rectangle, ribbon, type Shape } from '../shapes.ts';

/** The bare sheet of rice paper. */
export const rice = (canvas: Canvas, tint = '#f1e9d8') =>
  fill(
    canvas,
    null,
    shaded([tint, tint], () => 0, 0),
  );

/** Where the hairs of a brush part. */
export const bristle = noiseOf('bristle');

/** Ink in brushed water on absorbent paper. */
export function wash(
  canvas: Canvas,
  shape: Shape | Mask,
  ink: Colour | string,
  opacity: number,
  texture: Field = watery('wash', 0.45),
) {
  const stroke: Stroke = { opacity, mode: 'multiply', texture };
  const tint = typeof ink === 'string' ? colour(ink) : ink;
  if (Array.isArray(shape)) fill(canvas, shape, tint, stroke);
  else paintMask(canvas, shape, tint, stroke);
}

/** A brush running dry along its way: streaks along the stroke where bristles part. */
export function brush(
  canvas: Canvas,
  line: readonly Place[],
  width: number | ((t: number) => number),
  ink: Colour | string,
  { opacity = 0.9, dry = 0.4 } = {},
) {
  const texture: Field = (x, y) => {
    const streak = bristle(x / 5, y / 34) * 0.5 + tooth(x, y) * 0.5 + grain(x, y) * 0.4;
    return streak > 1 - dry * 1.3 ? 0.25 : 1 - dry * 0.3 * (0.5 + streak);
  };
  wash(canvas, handmade(ribbon(line, width), bristle, 1.6, 8), ink, opacity, texture);
}

/** A red seal with its carved sign; (x, y) is its upper left corner. */
export function seal(canvas: Canvas, x: number, y: number, size: number) {
  const worn: Field = (px, py) => (dust(px * 0.4, py * 0.4) < 0.06 ? 0.3 : 0.92);
  fill(canvas, handmade(rectangle(x, y, size, size), bristle, 2, 6), colour('#b8322a'), { texture: worn });
  const cut = (line: Place[]) =>
    fill(
      canvas,
      ribbon(
        line.map(([a, b]): Place => [x + a * size, y + b * size]),
        size * 0.075,
      ),
      colour('#f1e9d8'),
    );
  for (const line of [
    [
      [0.18, 0.2],
      [0.82, 0.2],
    ],
    [
      [0.18, 0.2],
      [0.18, 0.82],
    ],
    [
      [0.82, 0.2],
      [0.82, 0.82],
    ],
    [
      [0.18, 0.82],
      [0.82, 0.82],
    ],
    [
      [0.34, 0.4],
      [0.66, 0.4],
    ],
    [
      [0.5, 0.4],
      [0.5, 0.68],
    ],
    [
      [0.34, 0.66],
      [0.66, 0.66],
    ],
  ] as Place[][])
    cut(line);
}
