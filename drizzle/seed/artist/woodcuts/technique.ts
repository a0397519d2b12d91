import { type Canvas, fill } from '../canvas.ts';
import { type Colour, colour } from '../colour.ts';
import { noiseOf } from '../noise.ts';
import { worn } from '../paints.ts';
import { handmade, type Place, ribbon, type Shape } from '../shapes.ts';

/** Where a knife strays. */
export const blade = noiseOf('gouge');

/** Printing ink that has not taken everywhere. */
export const ink = worn(0.45);

/** Ink printed from a cut block: edges a knife left, patches that did not take. */
export function block(canvas: Canvas, shape: Shape, tint: Colour | string) {
  fill(canvas, handmade(shape, blade, 2.4, 9), typeof tint === 'string' ? colour(tint) : tint, { texture: ink });
}

/** One cut of the gouge: thin where it enters and leaves. */
export function gouge(canvas: Canvas, line: readonly Place[], width: number, tint: Colour | string) {
  fill(
    canvas,
    ribbon(line, (t) => width * Math.sin(Math.PI * Math.min(1, Math.max(0, t))) ** 0.6 + 0.4),
    typeof tint === 'string' ? colour(tint) : tint,
    { texture: ink },
  );
}
