import { type Canvas, fill } from '../canvas.ts';
import { colour, ramp } from '../colour.ts';
import { cloudOf, type Field, grain } from '../noise.ts';
import { border, finish } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, type Place, polygon, rectangle, ribbon, ring, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { frame } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  const hills = cloudOf('island', 5);
  const lobes = cloudOf('island lobes', 2);
  const height: Field = (x, y) => {
    const [u, v] = [(x - w * 0.5) / (w * 0.4), (y - h * 0.5) / (h * 0.37)];
    return 0.86 - Math.hypot(u, v) * 0.95 + lobes(x / 460, y / 460) * 0.5 + hills(x / 330, y / 330) * 0.32;
  };
  const columns = Math.ceil(w / 3) + 2;
  const rows = Math.ceil(h / 3) + 2;
  const table = Float32Array.from({ length: columns * rows }, (_, i) =>
    height((i % columns) * 3, Math.floor(i / columns) * 3),
  );
  const at: Field = (x, y) => {
    const [u, v] = [x / 3, y / 3];
    const [i, j] = [u | 0, v | 0];
    const [a, b, k] = [u - i, v - j, j * columns + i];
    const top = (table[k] as number) * (1 - a) + (table[k + 1] as number) * a;
    return top * (1 - b) + ((table[k + columns] as number) * (1 - a) + (table[k + columns + 1] as number) * a) * b;
  };
  const land = ramp(...['#e9dfae', '#b9c98a', '#86ab73', '#c9b27a', '#b98f5f', '#9a6a4c', '#f6efe6'].map(colour));
  const sea = ramp(...['#2f6f8f', '#5fa0b4', '#9fcfcd', '#cfe6d8'].map(colour));
  const step = 0.085;
  fill(canvas, null, (x, y) => {
    const z = at(x, y);
    const slope = at(x + 3, y + 3) - at(Math.max(0, x - 3), Math.max(0, y - 3));
    const steep = Math.hypot(at(x + 3, y) - z, at(x, y + 3) - z);
    const base =
      z > 0
        ? land(Math.floor(z / step) * step * 0.9 + grain(x, y) * 0.012)
        : sea(1 + Math.floor(z / 0.12) * 0.12 * 0.9 + grain(x, y) * 0.02);
    const line = Math.abs(z / step - Math.round(z / step)) < Math.min(0.4, (steep / step) * 0.32);
    const shade = z > 0 ? 1 - slope * 5.5 : 1;
    const dim = line ? (z > 0 ? (Math.round(z / step) % 5 === 0 ? 0.55 : 0.74) : 0.9) : 1;
    const part = (s: number) =>
      Math.max(0, Math.min(255, ((base >> s) & 255) * Math.max(0.6, Math.min(1.25, shade)) * dim)) | 0;
    return (part(16) << 16) | (part(8) << 8) | part(0);
  });
  chartMarks(canvas, random, at);
  border(canvas, 58, colour('#f2e8d2'));
  for (const [inset, wide] of [
    [44, 5],
    [34, 2],
  ] as const)
    frame(canvas, inset, wide, '#3a4a52');
  finish(canvas, { paper: 0.07, corners: 0.12 });
}

/** The grid, the rose, and waves where the sea is deep. */
function chartMarks(canvas: Canvas, random: Random, at: Field) {
  const { width: w, height: h } = canvas;

  for (let i = 1; i < 8; i++) {
    fill(canvas, rectangle((w * i) / 8, 0, 1.6, h), 0x24485a, { opacity: 0.28 });
    fill(canvas, rectangle(0, (h * i) / 8, w, 1.6), 0x24485a, { opacity: 0.28 });
  }
  compass(canvas, w * 0.84, h * 0.84, 118);
  for (let i = 0; i < 26; i++) {
    const [x, y] = [random.next() * w, random.next() * h];
    if (at(x, y) > -0.35) continue;
    for (const dx of [-22, 0, 22])
      fill(
        canvas,
        ribbon(curve(through(x + dx - 11, y, x + dx - 4, y - 7, x + dx + 4, y - 3, x + dx + 11, y)), 2),
        0x24485a,
        { opacity: 0.55 },
      );
  }
}

function compass(canvas: Canvas, x: number, y: number, size: number) {
  fill(canvas, ring(x, y, size * 0.66, size * 0.62), 0x24384a);
  fill(canvas, ring(x, y, size * 0.5, size * 0.48), 0x24384a);
  for (let i = 0; i < 16; i++) {
    const a = (i / 16) * Math.PI * 2 - Math.PI / 2;
    const long = size * (i % 4 === 0 ? 1 : i % 2 === 0 ? 0.72 : 0.5);
    const side = (turn: number): Place => [x + Math.cos(a + turn) * size * 0.15, y + Math.sin(a + turn) * size * 0.15];
    const tip: Place = [x + Math.cos(a) * long, y + Math.sin(a) * long];
    fill(canvas, polygon([x, y], side(0.5), tip), i === 0 ? 0xb5382c : 0x24384a);
    fill(canvas, polygon([x, y], side(-0.5), tip), 0xf2e8d2);
  }
}

export const islandChart: Work = { key: 'island-chart', width: 1500, height: 1800, draw };
