import { type Canvas, fill } from '../canvas.ts';
import { type Colour, colour } from '../colour.ts';
import { noiseOf, tooth } from '../noise.ts';
import { shaded, watery } from '../paints.ts';
import { handmade, type Place, ribbon, type Shape } from '../shapes.ts';

/** A hand that draws slowly. */
export const shake = noiseOf('plate pen');

/** Watercolour laid thin: the shape, then its darker edge where the pigment gathered. */
export function tinted(canvas: Canvas, shape: Shape, tint: Colour | string, seed: string, opacity = 0.85) {
  const t = typeof tint === 'string' ? colour(tint) : tint;
  fill(canvas, handmade(shape, shake, 1.5, 9), t, { mode: 'multiply', opacity, texture: watery(seed, 0.5) });
}

/** A pen line drawn slowly: it swells and thins a little. */
export function pen(canvas: Canvas, line: readonly Place[], width = 2.4, tint = 0x3a3028, opacity = 0.8) {
  fill(
    canvas,
    handmade(
      ribbon(line, (t) => width * (0.55 + 0.45 * Math.sin(Math.PI * t))),
      shake,
      0.7,
      8,
    ),
    tint,
    { mode: 'multiply', opacity },
  );
}

/** Old paper, browned in places. */
export function sheet(canvas: Canvas, tint = '#f5eedd') {
  const foxing = noiseOf('foxing');
  fill(
    canvas,
    null,
    shaded([tint, '#e3d3b3'], (x, y) => Math.max(0, foxing(x / 260, y / 260) * 0.4 - 0.08) + 0.1 * tooth(x, y), 0.05),
  );
}
