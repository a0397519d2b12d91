import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { rectangle } from '../shapes.ts';

/** A ruled line around the sheet, `inset` from its edge. */
export function frame(canvas: Canvas, inset: number, wide: number, tint: string) {
  const { width: w, height: h } = canvas;
  for (const [x, y, bw, bh] of [
    [inset, inset, w - 2 * inset, wide],
    [inset, h - inset - wide, w - 2 * inset, wide],
    [inset, inset, wide, h - 2 * inset],
    [w - inset - wide, inset, wide, h - 2 * inset],
  ] as const)
    fill(canvas, rectangle(x, y, bw, bh), colour(tint));
}
