import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { type Field, tooth } from '../noise.ts';
import { border, finish, watery } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, leaf, type Place, ribbon, smooth, spine, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { pen, shake, sheet, tinted } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  sheet(canvas, '#f7f0e0');
  const heads: [number, number, number][] = [
    [0.3, 0.25, 235],
    [0.68, 0.36, 205],
    [0.5, 0.56, 150],
  ];
  for (const [px, py, size] of heads) {
    const line = curve([
      [w * 0.5 + (px - 0.5) * 60, h * 0.95],
      [w * (px * 0.6 + 0.2), h * 0.75],
      [w * (px + 0.02), h * (py + 0.2)],
      [w * px, h * py],
    ]);
    tinted(canvas, ribbon(line, 11), '#6f8a4a', `stem ${px}`);
    pen(canvas, line, 2.2);
    for (let k = 20; k < line.length; k++) {
      const [x, y] = line[k] as Place;
      for (const s of [-1, 1])
        pen(canvas, through(x, y, x + s * random.between(7, 15), y + random.between(-7, 5)), 1.1, 0x3a3028, 0.5);
    }
    poppy(canvas, random, w * px, h * py, size);
  }
  const bud = curve([
    [w * 0.53, h * 0.95],
    [w * 0.76, h * 0.78],
    [w * 0.84, h * 0.62],
    [w * 0.8, h * 0.55],
    [w * 0.76, h * 0.6],
  ]);
  tinted(canvas, ribbon(bud, 10), '#6f8a4a', 'bud stem');
  tinted(canvas, leaf(w * 0.76, h * 0.585, Math.PI / 2, 130, 78), '#7f9a58', 'bud');
  pen(canvas, spine(w * 0.76, h * 0.585, Math.PI / 2, 126, 0.1), 2.2);
  for (const [turn, length, bend] of [
    [-2.5, 430, -0.5],
    [-0.6, 400, 0.5],
    [-2.0, 360, -0.7],
    [-1.0, 330, 0.7],
  ] as const)
    lobedLeaf(canvas, w * 0.5, h * 0.94, turn, length, bend);
  seedHead(canvas, w * 0.17, h * 0.6);
  border(canvas, 40, colour('#faf5e9'));
  finish(canvas, { paper: 0.08, corners: 0.08 });
}

function poppy(canvas: Canvas, random: Random, x: number, y: number, size: number) {
  for (const [turn, wide, tint] of [
    [-1.57, 1.25, '#e2452f'],
    [0.5, 1.1, '#ee6a3f'],
    [2.7, 1.1, '#d93a34'],
    [1.57, 1.2, '#ef5b3c'],
  ] as const) {
    const rim: Place[] = Array.from({ length: 26 }, (_, i): Place => {
      const a = turn + (i / 25 - 0.5) * 2.1 * wide;
      const r = size * (0.9 + shake(i / 2.3, turn) * 0.14) * (1 - 0.25 * Math.abs(i / 25 - 0.5));
      return [x + Math.cos(a) * r, y + Math.sin(a) * r * 0.82];
    });
    const petal = smooth([[x, y], ...rim], 4);
    const deep: Field = (px, py) =>
      0.62 + 0.3 * shake(Math.atan2(py - y, px - x) * 14, Math.hypot(px - x, py - y) / 200) + 0.14 * tooth(px, py);
    fill(canvas, petal, colour(tint), { mode: 'multiply', opacity: 0.78, texture: deep });
    for (let i = 2; i < 24; i += 2)
      pen(
        canvas,
        curve(
          [
            [x, y],
            [(x + (rim[i] as Place)[0]) / 2 + random.bell() * 8, (y + (rim[i] as Place)[1]) / 2],
            rim[i] as Place,
          ],
          false,
          6,
        ),
        1.3,
        0x7a1a18,
        0.4,
      );
    pen(canvas, curve(rim, false, 4), 2.2, 0x5a1a1a, 0.7);
  }
  heart(canvas, random, x, size, y);
}

/** Dark blots, stamens and the pod in the middle. */
function heart(canvas: Canvas, random: Random, x: number, size: number, y: number) {
  for (let i = 0; i < 4; i++)
    fill(
      canvas,
      ellipse(
        x + Math.cos(i * 1.57 + 0.6) * size * 0.24,
        y + Math.sin(i * 1.57 + 0.6) * size * 0.2,
        size * 0.15,
        size * 0.1,
        i * 1.57 + 0.6,
      ),
      colour('#2a1a2c'),
      { mode: 'multiply', opacity: 0.75, texture: watery('blot', 0.4) },
    );
  for (let i = 0; i < 44; i++) {
    const a = random.next() * 6.3;
    const r = size * random.between(0.16, 0.33);
    pen(canvas, through(x, y, x + Math.cos(a) * r, y + Math.sin(a) * r * 0.85), 1.4);
    fill(canvas, ellipse(x + Math.cos(a) * r, y + Math.sin(a) * r * 0.85, 5, 4, a), 0x2a2230);
  }
  tinted(canvas, ellipse(x, y, size * 0.13), '#8fae6a', 'pod');
  for (let i = 0; i < 9; i++)
    pen(canvas, through(x, y, x + Math.cos(i * 0.7) * size * 0.13, y + Math.sin(i * 0.7) * size * 0.13), 2);
}

function lobedLeaf(canvas: Canvas, x: number, y: number, turn: number, length: number, bend: number) {
  const line = spine(x, y, turn, length, bend, 22);
  for (let i = 4; i < 22; i += 2) {
    const [px, py] = line[i] as Place;
    for (const side of [-1, 1])
      tinted(
        canvas,
        leaf(px, py, turn + bend * (i / 22) + side * 0.8, length * 0.3 * (1.1 - i / 26), length * 0.09, -side * 0.4),
        '#6f8f52',
        `lobe ${i}`,
        0.75,
      );
  }
  tinted(
    canvas,
    ribbon(line, (t) => 26 * (1 - t) + 3),
    '#6f8f52',
    'rib',
  );
  pen(canvas, line, 2.4);
}

function seedHead(canvas: Canvas, x: number, y: number) {
  const stalk = curve(through(x + 40, y + 460, x - 10, y + 260, x, y + 70));
  tinted(canvas, ribbon(stalk, 9), '#8a8456', 'dry');
  pen(canvas, stalk, 2);
  const urn = smooth([
    [x - 22, y + 84],
    [x - 62, y + 30],
    [x - 66, y - 30],
    [x - 50, y - 62],
    [x + 50, y - 62],
    [x + 66, y - 30],
    [x + 62, y + 30],
    [x + 22, y + 84],
  ]);
  tinted(canvas, urn, '#b5a468', 'urn');
  for (let i = -4; i < 5; i++)
    pen(canvas, curve(through(x + i * 12, y - 58, x + i * 16, y, x + i * 5, y + 80), false, 6), 1.4);
  tinted(canvas, ellipse(x, y - 68, 82, 22), '#a08f56', 'crown');
  for (let i = 0; i < 14; i++)
    pen(canvas, through(x, y - 70, x + Math.cos(i * 0.449) * 82, y - 70 + Math.sin(i * 0.449) * 22), 1.6);
}

export const poppyPlate: Work = { key: 'poppy-plate', width: 1300, height: 1800, draw };
