import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { across, finish, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { cumulus, sky } from '../scenery.ts';
import { ellipse, leaf, polygon, rectangle, sector } from '../shapes.ts';
import type { Work } from '../work.ts';
import { arch } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  sky(canvas, ['#1d6fb8', '#4fa0d4', '#b5dcea'], h * 0.7);
  cumulus(canvas, random, [w * 0.2, h * 0.2], w * 0.22, '#ffffff', '#b8d8e8');
  fill(canvas, rectangle(0, h * 0.52, w, h), shaded(['#1f6fae', '#114f8c', '#0d3d74'], across(0, h * 0.52, 0, h), 0.1));
  for (let i = 0; i < 70; i++)
    fill(canvas, leaf(random.next() * w, random.between(0.53, 0.8) * h, 0, random.between(30, 120), 3), 0x9fd0e8, {
      opacity: 0.35,
    });
  for (let row = 0; row < 6; row++) {
    const count = 6 + row;
    for (let i = 0; i < count; i++) {
      const slope = (px: number) => h * (0.4 + 0.34 * (1 - px / w) ** 1.5);
      const x = w * (0.98 - ((i + (row % 2) * 0.5) / count) * (0.66 + row * 0.075));
      const y = slope(x) + row * h * 0.1 + random.between(-20, 24);
      cube(canvas, random, x, y, random.between(130, 210), random.between(120, 210));
    }
  }
  for (const [px, py, s] of [
    [0.82, 0.36, 1.15],
    [0.5, 0.62, 0.9],
    [0.9, 0.76, 0.8],
  ] as const)
    dome(canvas, w * px, h * py, s);
  for (let i = 0; i < 240; i++) {
    const a = random.next() * 6.3;
    const r = Math.sqrt(random.next()) * 190;
    fill(
      canvas,
      ellipse(w * 0.06 + Math.cos(a) * r * 1.4, h * 0.98 + Math.sin(a) * r * 0.9, random.between(8, 17)),
      colour(random.pick(['#d8317c', '#f0559b', '#b31f66', '#4f8a4a', '#ff86b8'])),
    );
  }
  finish(canvas);
}

function cube(canvas: Canvas, random: Random, x: number, y: number, bw: number, bh: number) {
  const side = bw * 0.3;
  fill(
    canvas,
    rectangle(x - bw / 2, y, bw, 900),
    shaded(['#fffdf6', '#f1ecec', '#d5dbe8'], across(x, y, x, y + bh * 1.6), 0.1),
  );
  fill(
    canvas,
    polygon([x + bw / 2, y], [x + bw / 2 + side, y + 16], [x + bw / 2 + side, y + 900], [x + bw / 2, y + 900]),
    shaded(['#b5c6e2', '#93a9d0'], across(x, y, x, y + bh * 1.5), 0.12),
  );
  fill(
    canvas,
    polygon([x - bw / 2, y], [x - bw / 2 + side * 0.6, y - 14], [x + bw / 2 + side, y + 16], [x + bw / 2, y]),
    0xffffff,
  );
  if (random.chance(0.7)) {
    const tint = colour(random.pick(['#1f5fb0', '#1f5fb0', '#2f86c0', '#174a8c']));
    fill(canvas, arch(x - bw * 0.18, y + bh * 0.8, bw * 0.24, bh * 0.5), tint);
    fill(canvas, rectangle(x + bw * 0.12, y + bh * 0.3, bw * 0.2, bh * 0.22), tint);
  }
}

function dome(canvas: Canvas, x: number, y: number, s: number) {
  fill(
    canvas,
    rectangle(x - 120 * s, y, 240 * s, 260 * s),
    shaded(['#fffdf6', '#dfe3ee', '#a9bade'], across(x - 120 * s, 0, x + 120 * s, 0), 0.12),
  );
  fill(canvas, arch(x - 20 * s, y + 200 * s, 70 * s, 130 * s), 0x174a8c);
  fill(
    canvas,
    sector(x, y, 118 * s, Math.PI, Math.PI * 2),
    shaded(['#5fb0e8', '#2268bd', '#123d82'], across(x - 110 * s, y - 90 * s, x + 110 * s, y), 0.22),
  );
  fill(canvas, rectangle(x - 130 * s, y - 4 * s, 260 * s, 20 * s), 0xfdfbf4);
  fill(canvas, rectangle(x - 3 * s, y - 176 * s, 6 * s, 62 * s), 0xfdfbf4);
  fill(canvas, rectangle(x - 18 * s, y - 160 * s, 36 * s, 6 * s), 0xfdfbf4);
}

export const whiteVillage: Work = { key: 'white-village', width: 1500, height: 1800, draw };
