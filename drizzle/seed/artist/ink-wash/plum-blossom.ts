import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { type Field, tooth } from '../noise.ts';
import { finish, watery } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, type Place, ribbon, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { bristle, brush, rice, seal, wash } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  rice(canvas, '#efe3cf');
  wash(canvas, ellipse(w * 0.7, h * 0.36, h * 0.26), '#e3c793', 0.6, watery('plum moon', 0.35));
  const limbs: Place[][] = [
    through(
      -30,
      h * 0.96,
      w * 0.16,
      h * 0.72,
      w * 0.24,
      h * 0.66,
      w * 0.42,
      h * 0.4,
      w * 0.5,
      h * 0.42,
      w * 0.72,
      h * 0.2,
      w * 0.9,
      h * 0.16,
    ),
    through(w * 0.23, h * 0.67, w * 0.42, h * 0.72, w * 0.56, h * 0.66, w * 0.78, h * 0.7, w * 0.92, h * 0.6),
    through(w * 0.3, h * 0.57, w * 0.27, h * 0.36, w * 0.33, h * 0.2, w * 0.31, h * 0.06),
    through(w * 0.55, h * 0.37, w * 0.66, h * 0.42, w * 0.82, h * 0.38),
  ];
  const wide = [88, 40, 38, 22];
  limbs.forEach((limb, i) => {
    brush(
      canvas,
      curve(limb),
      (t) => (wide[i] as number) * (1 - t * 0.82) * (1 + 0.2 * bristle(t * 14, i)),
      '#2b2523',
      { dry: 0.75 },
    );
  });
  for (const [i, limb] of limbs.entries()) {
    const line = curve(limb);
    for (let k = 0; k < 15 - i * 2; k++) {
      const [x, y] = line[random.whole(Math.round(line.length * 0.25), line.length - 1)] as Place;
      const at: Place = [x + random.bell() * 36, y + random.bell() * 36];
      if (random.chance(0.35)) {
        brush(canvas, [[x, y], at], 4, '#2b2523');
        wash(canvas, ellipse(at[0], at[1], random.between(13, 20)), '#b5283f', 0.85);
      } else blossom(canvas, random, at, random.between(38, 62));
    }
  }
  fallenPetals(canvas, random);
  seal(canvas, w * 0.9, h * 0.83, 72);
  finish(canvas, { paper: 0.08 });
}

/** A few on the ground. */
function fallenPetals(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;

  for (let i = 0; i < 14; i++)
    wash(
      canvas,
      ellipse(
        random.between(0.3, 1) * w,
        random.between(0.5, 1) * h,
        random.between(10, 17),
        random.between(6, 10),
        random.next() * 3,
      ),
      '#d4566a',
      0.6,
    );
}

function blossom(canvas: Canvas, random: Random, [x, y]: Place, size: number) {
  const start = random.next() * 6;
  const pale = random.pick(['#d8485f', '#e27583', '#c8334d']);
  for (let i = 0; i < 5; i++) {
    const a = start + (i / 5) * Math.PI * 2;
    const [px, py] = [x + Math.cos(a) * size * 0.56, y + Math.sin(a) * size * 0.56];
    const edge: Field = (u, v) => 0.42 + 0.55 * Math.min(1, Math.hypot(u - x, v - y) / size) ** 2 + 0.1 * tooth(u, v);
    wash(canvas, ellipse(px, py, size * 0.46, size * 0.42, a), pale, 0.82, edge);
  }
  for (let i = 0; i < 9; i++) {
    const a = start + (i / 9) * Math.PI * 2;
    const r = size * random.between(0.3, 0.48);
    fill(canvas, ribbon(through(x, y, x + Math.cos(a) * r, y + Math.sin(a) * r), 1.8), colour('#6e1526'));
    fill(canvas, ellipse(x + Math.cos(a) * r, y + Math.sin(a) * r, 4), colour('#f2c84b'));
  }
}

export const plumBlossom: Work = { key: 'plum-blossom', width: 1800, height: 1200, draw };
