import { type Canvas, fill } from '../canvas.ts';
import { across, shaded } from '../paints.ts';
import { ellipse, rectangle } from '../shapes.ts';
import { castShadow, fruit, type Vessel, vessel, vesselShape } from '../vessels.ts';

/** Colours from light to dark, as `#rrggbb`. */
export type Stops = string[];

/** A wall above and a table below; `edge` is where they meet. */
export function tableTop(canvas: Canvas, edge: number, wall: Stops, table: Stops) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, shaded(wall, across(0, 0, w * 0.8, edge), 0.14));
  fill(canvas, rectangle(0, edge, w, h - edge), shaded(table, across(0, edge, w * 0.3, h), 0.14));
}

/** A vessel with the shadow it throws on the table. Answers its mask, to decorate it. */
export function standing(canvas: Canvas, made: Vessel) {
  castShadow(canvas, vesselShape(made), made.y);
  return vessel(canvas, made);
}

/** A round fruit with its shadow; (x, y) is its middle. */
export function roundFruit(canvas: Canvas, x: number, y: number, radius: number, stops: Stops) {
  const shape = ellipse(x, y, radius, radius * 0.96);
  castShadow(canvas, shape, y + radius * 0.92, { squash: 0.22, lean: 0.7 });
  fruit(canvas, shape, [x, y], radius, stops);
}
