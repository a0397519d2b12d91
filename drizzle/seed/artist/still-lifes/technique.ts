import { type Canvas, fill } from '../canvas.ts';
import { across, shaded } from '../paints.ts';
import { ellipse, rectangle } from '../shapes.ts';
import { castShadow, fruit, type Vessel, vessel, vesselShape } from '../vessels.ts';

export type Stops = string[];

export function tableTop(canvas: Canvas, edge: number, wall: Stops, table: Stops) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, shaded(wall, across(0, 0, w * 0.8, edge), 0.14));
  fill(canvas, rectangle(0, edge, w, h - edge), shaded(table, across(0, edge, w * 0.3, h), 0.14));
}

export function standing(canvas: Canvas, made: Vessel) {
  castShadow(canvas, vesselShape(made), made.y);
  return vessel(canvas, made);
}

export function roundFruit(canvas: Canvas, x: number, y: number, radius: number, stops: Stops) {
  const shape = ellipse(x, y, radius, radius * 0.96);
  castShadow(canvas, shape, y + radius * 0.92, { squash: 0.22, lean: 0.7 });
  fruit(canvas, shape, [x, y], radius, stops);
}
