import { type Canvas, fill } from '../canvas.ts';
import { colour, lighter } from '../colour.ts';
import { around, finish, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { sector } from '../shapes.ts';
import type { Work } from '../work.ts';
import { press } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, colour('#f3e9d6'));
  const tints = ['#e8452f', '#f59b23', '#f7cf46', '#2f8f6b', '#1d6fa5', '#27326e', '#8a3f8f', '#f3a6b2', '#f8efdd'];
  const discs: [number, number, number][] = [
    [0.36, 0.32, 0.42],
    [0.72, 0.55, 0.34],
    [0.3, 0.76, 0.3],
    [0.78, 0.16, 0.19],
    [0.68, 0.9, 0.17],
  ];
  for (const [px, py, pr] of discs) {
    const rings = Math.round(pr * 18);
    for (let k = 0; k < rings; k++) {
      const outer = w * pr * (1 - k / rings);
      const offset = random.pick([0, 0, Math.PI / 4]);
      for (let q = 0; q < 4; q++) {
        const from = offset + (q * Math.PI) / 2;
        const tint = colour(tints[(k * 2 + q * 3 + Math.round(px * 10)) % tints.length] as string);
        const t = around(w * px, h * py, outer);
        fill(
          canvas,
          sector(w * px, h * py, outer, from, from + Math.PI / 2 + 0.004),
          shaded([lighter(tint, -0.06), tint, lighter(tint, 0.05)], t, 0.3),
          { texture: press },
        );
      }
    }
  }
  finish(canvas, { paper: 0.07, corners: 0.05 });
}

export const sunDiscs: Work = { key: 'sun-discs', width: 1400, height: 1800, draw };
