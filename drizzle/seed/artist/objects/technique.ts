import { type Canvas, fill, maskOf, paintMask } from '../canvas.ts';
import type { Colour } from '../colour.ts';
import { across, shaded, stipple } from '../paints.ts';
import { type Place, polygon, rectangle, type Shape } from '../shapes.ts';

/** A rectangle with round corners. */
export function rounded(x: number, y: number, width: number, height: number, radius: number): Shape {
  const corner = (cx: number, cy: number, from: number) =>
    Array.from(
      { length: 9 },
      (_, i): Place => [
        cx + Math.cos(from + (i / 8) * (Math.PI / 2)) * radius,
        cy + Math.sin(from + (i / 8) * (Math.PI / 2)) * radius,
      ],
    );
  const q = Math.PI / 2;
  return polygon(
    ...corner(x + width - radius, y + radius, -q),
    ...corner(x + width - radius, y + height - radius, 0),
    ...corner(x + radius, y + height - radius, q),
    ...corner(x + radius, y + radius, 2 * q),
  );
}

/** A solid part: colour passing from light to dark, sprayed shade at its right and foot. */
export function solid(
  canvas: Canvas,
  shape: Shape,
  stops: (Colour | string)[],
  [x0, y0, x1, y1]: readonly [number, number, number, number],
) {
  const mask = maskOf(canvas, shape);
  paintMask(canvas, mask, shaded(stops, across(x0, y0, x1, y1), 0.2));
  const edge = across(x0 + (x1 - x0) * 0.5, y0 + (y1 - y0) * 0.5, x1, y1);
  paintMask(canvas, mask, 0x1a1030, { mode: 'multiply', opacity: 0.5, texture: stipple((x, y) => edge(x, y) * 0.7) });
}

/** A plain wall and what the thing stands on; `edge` is where they meet. */
export function backdrop(canvas: Canvas, wall: string[], floor: string[], edge: number) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, shaded(wall, across(0, 0, w, edge), 0.14));
  fill(canvas, rectangle(0, edge, w, h), shaded(floor, across(0, edge, w * 0.4, h), 0.14));
}
