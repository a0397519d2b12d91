import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { cutout, finish } from '../paints.ts';
import type { Random } from '../random.ts';
import { ellipse, rectangle } from '../shapes.ts';
import type { Work } from '../work.ts';
import { cut, seaweed } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, colour('#f2ead9'));
  const blocks: [number, number, number, number, string][] = [
    [0.06, 0.05, 0.4, 0.3, '#e4572e'],
    [0.48, 0.05, 0.46, 0.22, '#2d4ea2'],
    [0.48, 0.29, 0.22, 0.34, '#f3b61f'],
    [0.72, 0.29, 0.22, 0.34, '#e9a6b3'],
    [0.06, 0.37, 0.4, 0.26, '#1f8a70'],
    [0.06, 0.65, 0.26, 0.3, '#f0d9b5'],
    [0.34, 0.65, 0.34, 0.3, '#20232f'],
    [0.7, 0.65, 0.24, 0.3, '#e4572e'],
  ];
  for (const [x, y, bw, bh, tint] of blocks)
    cutout(canvas, cut(rectangle(w * x, h * y, w * bw, h * bh)), colour(tint), { dx: 4, dy: 6, blur: 8, opacity: 0.3 });
  const forms: [number, number, number, number, number, number, string][] = [
    [0.25, 0.335, -1.6, 420, 0.5, 6, '#fff6e4'],
    [0.55, 0.235, -0.32, 480, -0.3, 7, '#f7c9c4'],
    [0.58, 0.61, -1.5, 480, -0.3, 6, '#d62f3c'],
    [0.84, 0.61, -1.75, 470, 0.4, 6, '#22356f'],
    [0.11, 0.56, -0.3, 520, -0.4, 7, '#c9e265'],
    [0.18, 0.93, -1.5, 420, 0.3, 6, '#2d4ea2'],
    [0.5, 0.93, -1.7, 430, 0.3, 6, '#f3b61f'],
    [0.82, 0.93, -1.45, 420, -0.4, 6, '#fff1d6'],
  ];
  for (const [x, y, turn, length, bend, fingers, tint] of forms)
    seaweed(canvas, [w * x, h * y], turn, length, bend, fingers, colour(tint));
  for (let i = 0; i < 14; i++)
    cutout(
      canvas,
      cut(ellipse(random.between(0.1, 0.9) * w, random.between(0.08, 0.92) * h, random.between(9, 20))),
      colour(random.pick(['#fff6e4', '#f3b61f', '#20232f', '#e4572e'])),
      { dx: 3, dy: 4, blur: 4 },
    );
  finish(canvas, { paper: 0.05, corners: 0.05 });
}

export const paperWindow: Work = { key: 'paper-window', width: 1400, height: 1800, draw };
