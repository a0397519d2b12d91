import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { noiseOf } from '../noise.ts';
import { across, around, finish, shaded, shadow } from '../paints.ts';
import type { Random } from '../random.ts';
import { ellipse, leaf, moved, type Place, polygon, ring } from '../shapes.ts';
import { fruit, pearShape, profiles } from '../vessels.ts';
import type { Work } from '../work.ts';
import { standing, tableTop } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  tableTop(canvas, h * 0.58, ['#3a2a3f', '#2a1c33', '#170f21'], ['#caa57a', '#9c7250', '#5e3f33']);
  standing(canvas, {
    x: w * 0.27,
    y: h * 0.68,
    height: 1130,
    profile: profiles.wine,
    stops: ['#5f7f5a', '#27482f', '#0f2218'],
    tilt: 0.14,
    inside: null,
  });
  const bowed = (y: number) =>
    Array.from({ length: 21 }, (_, i): Place => [w * 0.27 - 166 + i * 16.6, y + Math.sin((i / 20) * Math.PI) * 22]);
  const label = polygon(...bowed(h * 0.5), ...bowed(h * 0.6).reverse());
  fill(canvas, label, shaded(['#f3e6c8', '#d9c49a', '#9b8360'], across(w * 0.27 - 166, 0, w * 0.27 + 166, 0), 0.2));
  fill(canvas, ring(w * 0.27, h * 0.55, 52, 44), colour('#8e3030'));
  fill(canvas, leaf(w * 0.27, h * 0.55 + 34, -Math.PI / 2, 68, 34), colour('#8e3030'));
  const board = polygon([w * 0.3, h * 0.8], [w * 0.92, h * 0.74], [w * 0.99, h * 0.82], [w * 0.36, h * 0.9]);
  shadow(canvas, board, { dx: 14, dy: 26, blur: 20 });
  fill(
    canvas,
    moved(board, (x, y) => [x, y + 22]),
    0x5a3420,
  );
  const wood = noiseOf('board');
  fill(
    canvas,
    board,
    shaded(['#e2b277', '#c58a4f', '#a5683a'], (x, y) => 0.5 + wood(x / 500, y / 14) * 0.45, 0.14),
  );
  for (const [px, py, cut] of [
    [0.5, 0.77, 0],
    [0.63, 0.8, 1],
    [0.75, 0.75, 0],
    [0.84, 0.785, 1],
    [0.44, 0.83, 1],
    [0.6, 0.71, 0],
  ] as const)
    fig(canvas, random, w * px, h * py, 92, cut === 1);
  const rows = [3, 5, 6, 6, 5, 4, 2];
  for (const [row, count] of rows.entries())
    for (let i = 0; i < count; i++) {
      const x = w * 0.2 + row * 14 + (i - (count - 1) / 2) * 62 + random.between(-14, 14);
      const y = h * 0.775 + row * 45 + random.between(-12, 12);
      shadow(canvas, ellipse(x, y, 38), { dx: 16, dy: 14, blur: 10, opacity: 0.5 });
      fruit(canvas, ellipse(x, y, 38, 41), [x, y], 38, ['#a9a0d8', '#5f4f9a', '#34245c', '#1a0f33']);
    }
  finish(canvas, { corners: 0.25 });
}

function fig(canvas: Canvas, random: Random, x: number, y: number, size: number, open: boolean) {
  const lean = random.between(-0.2, 0.2);
  const body = (grow: number) =>
    moved(pearShape(x, y + size * 0.9, size * 2 * grow, lean), (px, py) => [x + (px - x) * 1.12, py]);
  shadow(canvas, body(1), { dx: 30, dy: 14, blur: 14, opacity: 0.45 });
  fruit(
    canvas,
    body(1),
    [x, y],
    size,
    open ? ['#b69ac0', '#6c4a86', '#3a2350'] : ['#9d86b8', '#56407f', '#2a1a45', '#170d2a'],
  );
  if (!open) return;
  fill(canvas, ellipse(x, y + 10, size * 0.8, size * 0.84), 0xf3e3c6);
  fill(
    canvas,
    ellipse(x, y + 12, size * 0.66, size * 0.7),
    shaded(['#8c1f3a', '#c23a4c', '#e58a6a'], around(x, y + 12, size * 0.7), 0.4),
  );
  for (let i = 0; i < 70; i++) {
    const a = random.next() * Math.PI * 2;
    const r = Math.sqrt(random.next()) * size * 0.55;
    fill(canvas, ellipse(x + Math.cos(a) * r, y + 12 + Math.sin(a) * r, 3.2, 2.2, a), 0xf7dd9a, { opacity: 0.85 });
  }
}

export const figsAndWine: Work = { key: 'figs-and-wine', width: 1400, height: 1800, draw };
