import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { cloudOf, type Field, noiseOf } from '../noise.ts';
import { finish, shaded, shadow } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, type Place, polygon, ribbon, through } from '../shapes.ts';
import type { Work } from '../work.ts';

/** Light and dark of what grows there. */
const crops: [string, string][] = [
  ['#d9b84f', '#c29a35'],
  ['#8aa552', '#6d8a40'],
  ['#b5824f', '#976538'],
  ['#4f7a45', '#3f6638'],
  ['#e6d291', '#d0b871'],
  ['#a9b86a', '#8fa053'],
  ['#7d5a3f', '#664631'],
  ['#c9705a', '#a8533f'],
];

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, colour('#6e7d48'));
  const bend = cloudOf('lanes', 2);
  const warp = (x: number, y: number): Place => [
    x + bend(x / 900, y / 900) * 120,
    y + bend(x / 900 + 50, y / 900) * 120,
  ];
  const parcel = (x: number, y: number, bw: number, bh: number, depth: number) => {
    if (depth > 0 && Math.max(bw, bh) > random.between(200, 420)) {
      const t = random.between(0.34, 0.66);
      if (bw > bh) {
        parcel(x, y, bw * t, bh, depth - 1);
        parcel(x + bw * t, y, bw * (1 - t), bh, depth - 1);
      } else {
        parcel(x, y, bw, bh * t, depth - 1);
        parcel(x, y + bh * t, bw, bh * (1 - t), depth - 1);
      }
      return;
    }
    const corners: Place[] = [
      [x + 6, y + 6],
      [x + bw - 6, y + 6],
      [x + bw - 6, y + bh - 6],
      [x + 6, y + bh - 6],
    ];
    const outline = corners.flatMap(([px, py], i) => {
      const [nx, ny] = corners[(i + 1) % 4] as Place;
      return Array.from({ length: 10 }, (_, k) => warp(px + ((nx - px) * k) / 10, py + ((ny - py) * k) / 10));
    });
    plough(canvas, random, polygon(...outline), random.pick(crops));
    hedge(canvas, random, outline);
  };
  parcel(-160, -160, w + 320, h + 320, 7);
  const road = curve(through(-40, h * 0.3, w * 0.3, h * 0.42, w * 0.52, h * 0.36, w * 0.75, h * 0.56, w + 40, h * 0.6));
  fill(canvas, ribbon(road, 30), colour('#e9dfc6'));
  for (const [px, py] of [
    [0.31, 0.47],
    [0.36, 0.5],
    [0.33, 0.55],
    [0.7, 0.47],
    [0.735, 0.44],
  ] as const)
    farmhouse(canvas, w * px, h * py, random.between(-0.4, 0.4));
  finish(canvas, { corners: 0.1 });
}

function plough(canvas: Canvas, random: Random, shape: number[][], [light, dark]: [string, string]) {
  const a = random.pick([0.2, 1.1, 1.8, 2.6, 0.7]);
  const [c, s] = [Math.cos(a), Math.sin(a)];
  const pitch = random.pick([9, 14, 22]);
  const sway = noiseOf(`rows ${random.next()}`);
  const rows: Field = (x, y) =>
    0.5 +
    0.5 * Math.sin(((x * c + y * s + sway(x / 200, y / 200) * 10) / pitch) * Math.PI * 2) +
    sway(x / 120, y / 120) * 0.5;
  fill(canvas, shape, shaded([dark, light], rows, 0.2));
}

function hedge(canvas: Canvas, random: Random, outline: Place[]) {
  for (const [i, [x, y]] of outline.entries()) {
    const [nx, ny] = outline[(i + 1) % outline.length] as Place;
    const steps = Math.ceil(Math.hypot(nx - x, ny - y) / 11);
    for (let k = 0; k < steps; k++) {
      if (random.chance(0.45)) continue;
      const [px, py] = [x + ((nx - x) * k) / steps + random.bell() * 3, y + ((ny - y) * k) / steps + random.bell() * 3];
      const r = random.between(4, 12);
      fill(canvas, ellipse(px + r * 0.6, py + r * 0.8, r), 0x1e2a18, { opacity: 0.4 });
      fill(canvas, ellipse(px, py, r), colour(random.pick(['#2f4f2c', '#3f6335', '#55783f'])));
    }
  }
}

function farmhouse(canvas: Canvas, x: number, y: number, turn: number) {
  const at = (a: number, b: number): Place => [
    x + a * Math.cos(turn) - b * Math.sin(turn),
    y + a * Math.sin(turn) + b * Math.cos(turn),
  ];
  shadow(canvas, polygon(at(-42, -26), at(42, -26), at(42, 26), at(-42, 26)), {
    dx: 16,
    dy: 22,
    blur: 5,
    opacity: 0.5,
  });
  fill(canvas, polygon(at(-42, -26), at(42, -26), at(42, 0), at(-42, 0)), 0xc8553d);
  fill(canvas, polygon(at(-42, 0), at(42, 0), at(42, 26), at(-42, 26)), 0x933a2e);
  fill(canvas, polygon(at(18, -16), at(28, -16), at(28, -6), at(18, -6)), 0xf0e0c8);
}

export const fieldsFromAbove: Work = { key: 'fields-from-above', width: 1800, height: 1350, draw };
