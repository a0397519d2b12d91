import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { border, finish } from '../paints.ts';
import type { Random } from '../random.ts';
import { leaf, type Place, spine } from '../shapes.ts';
import type { Work } from '../work.ts';
import { pen, sheet } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  sheet(canvas);
  const fronds: [number, number, number, number, number, string][] = [
    [0.5, 0.9, -1.62, 1320, 0.14, '#5b8a4a'],
    [0.46, 0.92, -2.2, 980, -0.5, '#3f7354'],
    [0.55, 0.92, -0.95, 1000, 0.55, '#7fa04a'],
  ];
  for (const [px, py, turn, length, bend, tint] of fronds) {
    const line = spine(w * px, h * py, turn, length, bend, 60);
    for (let i = 8; i < 60; i++) {
      const t = i / 60;
      const [x, y] = line[i] as Place;
      const reach = length * 0.27 * Math.sin(Math.PI * (0.12 + 0.88 * t)) ** 0.8 * (1.06 - t * 0.5);
      for (const side of [-1, 1]) {
        const a = turn + bend * t + side * (1.25 - t * 0.45);
        const pinna = spine(x, y, a, reach, -side * 0.4, 12);
        for (let k = 1; k < 12; k++) {
          const [lx, ly] = pinna[k] as Place;
          const size = reach * 0.17 * (1 - k / 14);
          for (const s of [-1, 1])
            fill(
              canvas,
              leaf(lx, ly, a - side * 0.4 * (k / 12) + s * 1.05, size, size * 0.5),
              colour(random.pick([tint, tint, '#4d7a3f', '#8fae5a'])),
              { mode: 'multiply', opacity: 0.78 },
            );
        }
        pen(canvas, pinna, 2, 0x2f4a30);
      }
    }
    pen(canvas, line, 9, 0x4a4a2c, 0.9);
  }
  border(canvas, 40, colour('#faf5e9'));
  finish(canvas, { paper: 0.08, corners: 0.08 });
}

export const fernPlate: Work = { key: 'fern-plate', width: 1300, height: 1800, draw };
