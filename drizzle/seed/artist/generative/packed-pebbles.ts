import { type Canvas, fill } from '../canvas.ts';
import { blend, colour } from '../colour.ts';
import { across, finish, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { ellipse, leaf, ribbon, ring, through } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, colour('#e9dfcd'));
  const placed: [number, number, number][] = [];
  const cell = 120;
  const grid = new Map<string, number[]>();
  const near = (x: number, y: number) =>
    [-2, -1, 0, 1, 2].flatMap((a) =>
      [-2, -1, 0, 1, 2].flatMap((b) => grid.get(`${Math.floor(x / cell) + a},${Math.floor(y / cell) + b}`) ?? []),
    );
  for (let i = 0; i < 14_000; i++) {
    const [x, y] = [random.between(0.06, 0.94) * w, random.between(0.06, 0.94) * h];
    let room = Math.min(112, x - w * 0.05, w * 0.95 - x, y - h * 0.05, h * 0.95 - y);
    for (const k of near(x, y)) {
      const [px, py, pr] = placed[k] as [number, number, number];
      room = Math.min(room, Math.hypot(px - x, py - y) - pr - 5);
      if (room < 7) break;
    }
    if (room < 7) continue;
    const key = `${Math.floor(x / cell)},${Math.floor(y / cell)}`;
    grid.set(key, [...(grid.get(key) ?? []), placed.length]);
    placed.push([x, y, room]);
  }
  paintPebbles(canvas, random, placed);
  finish(canvas, { paper: 0.06, corners: 0.06 });
}

/** Each with a ground, a light from the left and, if there is room, a pattern. */
function paintPebbles(canvas: Canvas, random: Random, placed: [number, number, number][]) {
  const tints = ['#264653', '#2a9d8f', '#8ab17d', '#e9c46a', '#f4a261', '#e76f51', '#f6f0e2', '#7a4e5c'];
  for (const [x, y, r] of placed) {
    const tint = colour(random.pick(tints));
    const kind = random.whole(0, 4);
    fill(canvas, ellipse(x + r * 0.06, y + r * 0.1, r), 0x6b5540, { opacity: 0.3 });
    fill(
      canvas,
      ellipse(x, y, r),
      shaded([blend(tint, 0xffffff, 0.16), tint, blend(tint, 0x101030, 0.25)], across(x - r, y - r, x + r, y + r), 0.3),
    );
    const inner = colour(random.pick(tints));
    if (r < 22) continue;
    if (kind === 0)
      for (let k = 1; k < 4; k++)
        fill(canvas, ring(x, y, r * (1 - k * 0.24), r * (0.9 - k * 0.24)), inner, { opacity: 0.85 });
    if (kind === 1)
      for (let k = 0; k < 12; k++)
        fill(canvas, leaf(x, y, (k / 12) * Math.PI * 2, r * 0.82, r * 0.2), inner, { opacity: 0.9 });
    if (kind === 2)
      for (let k = 0; k < 20; k++)
        fill(
          canvas,
          ellipse(
            x + Math.cos(k * 2.4) * r * 0.19 * Math.sqrt(k),
            y + Math.sin(k * 2.4) * r * 0.19 * Math.sqrt(k),
            r * 0.065,
          ),
          inner,
        );
    if (kind === 3)
      for (let k = -2; k < 3; k++) {
        const half = Math.sqrt(1 - (k * 0.3) ** 2) * r * 0.85;
        fill(canvas, ribbon(through(x - half, y + k * r * 0.3, x + half, y + k * r * 0.3), r * 0.09), inner, {
          opacity: 0.85,
        });
      }
  }
}

export const packedPebbles: Work = { key: 'packed-pebbles', width: 1640, height: 1640, draw };
