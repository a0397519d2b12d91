import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { noiseOf } from '../noise.ts';
import { finish } from '../paints.ts';
import type { Random } from '../random.ts';
import { handmade, rectangle, ribbon, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { weave } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w } = canvas;
  const tints = {
    madder: '#a63a2e',
    indigo: '#22365c',
    cream: '#efe0c2',
    saffron: '#d99a35',
    sage: '#7d8b62',
    night: '#2b2026',
  };
  const unit = w / 90;
  const yarn = noiseOf('yarn');
  const at = (x: number, y: number): string => {
    const [u, v] = [Math.abs(x - 45), Math.abs(y - 56)];
    if (u > 42 || v > 53) return (Math.floor(x / 2) + Math.floor(y / 2)) % 2 ? 'night' : 'cream';
    if (u > 34 || v > 45) {
      const along = u > 34 ? y : x;
      const cross = u > 34 ? u - 34 : v - 45;
      const tooth = Math.abs((along % 8) - 4);
      return cross < 1 || cross > 7 ? 'night' : cross - 1 < tooth * 1.4 ? 'saffron' : 'indigo';
    }
    if (u > 32 || v > 43) return 'cream';
    const [mu, mv] = [u, Math.abs(((y - 56 + 86 + 14.3) % 28.6) - 14.3)];
    const d = mu + mv * 1.6;
    if (d < 4) return 'cream';
    if (d < 8) return 'indigo';
    if (d < 10) return 'saffron';
    if (d < 17) return Math.floor(mu) % 4 < 2 ? 'cream' : 'sage';
    if (d < 19) return 'night';
    if (d < 26) return Math.floor(d) % 3 === 0 ? 'saffron' : 'indigo';
    if (d < 28) return 'cream';
    const hook = (Math.floor(x) % 6) + (Math.floor(y) % 6);
    return hook < 2 ? 'saffron' : 'madder';
  };
  const palette = Object.fromEntries(Object.entries(tints).map(([name, hex]) => [name, colour(hex)]));
  fill(canvas, null, (px, py) => {
    const name = at(Math.floor(px / unit), Math.floor(py / unit));
    return shifted(palette[name] as number, yarn(px / 160, Math.floor(py / 4) * 3.1) * 0.09);
  });
  weave(canvas, 4, 0.4);
  fringes(canvas, random);
  finish(canvas, { corners: 0.08 });
}

/** Knotted warp ends on two sides. */
function fringes(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;

  const hand = noiseOf('fringe');
  for (const edge of [0, 1]) {
    fill(canvas, rectangle(0, edge ? h - 74 : 0, w, 74), colour('#e9e2d4'));
    for (let x = 6; x < w; x += 11) {
      const [from, to] = edge ? [h - 76, h - 76 + random.between(44, 66)] : [76, 76 - random.between(44, 66)];
      fill(
        canvas,
        handmade(
          ribbon(through(x, from, x + random.bell() * 5, (from + to) / 2, x + random.bell() * 9, to), 6),
          hand,
          1.5,
          8,
        ),
        colour('#d6c4a0'),
      );
    }
  }
}

/** The colour a little lighter or darker, in plain RGB: for every pixel. */
function shifted(tint: number, by: number): number {
  const part = (s: number) => Math.max(0, Math.min(255, ((tint >> s) & 255) * (1 + by))) | 0;
  return (part(16) << 16) | (part(8) << 8) | part(0);
}

export const kilim: Work = { key: 'kilim', width: 1350, height: 1700, draw };
