import { noiseOf } from '../noise.ts';
import { across, shaded } from '../paints.ts';
import { type Place, polygon, type Shape } from '../shapes.ts';

/** The unevenness of a wall. */
export const plaster = noiseOf('plaster');

/** A limewashed wall: one colour, never quite even, lit from one side. */
export const wall = (light: string, dark: string, from: Place, to: Place) => {
  const t = across(...from, ...to);
  return shaded([light, dark], (x, y) => t(x, y) + plaster(x / 140, y / 200) * 0.22, 0.16);
};

/** A round-headed opening; (x, y) is the middle of its foot, `height` includes the round. */
export function arch(x: number, y: number, width: number, height: number): Shape {
  const half = width / 2;
  const round = Array.from(
    { length: 31 },
    (_, i): Place => [x - Math.cos((i / 30) * Math.PI) * half, y - height + half - Math.sin((i / 30) * Math.PI) * half],
  );
  return polygon([x - half, y], ...round, [x + half, y]);
}
