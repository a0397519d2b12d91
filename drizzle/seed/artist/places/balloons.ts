import { type Canvas, fill, maskOf } from '../canvas.ts';
import { colour } from '../colour.ts';
import { grain } from '../noise.ts';
import { across, around, finish, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { hillCrest, ridge, sky, streaks } from '../scenery.ts';
import { ellipse, type Place, polygon, rectangle, ribbon, through } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  sky(canvas, ['#5f9fc9', '#a9cddb', '#f6dfc6', '#f9c9a8'], h * 0.85);
  streaks(canvas, random, { top: h * 0.05, bottom: h * 0.6, count: 14, tint: '#fff3e0', opacity: 0.5 });
  for (let i = 0; i < 3; i++)
    ridge(
      canvas,
      hillCrest(`balloon ${i}`, h * (0.8 + i * 0.05), h * 0.09, w * 0.5),
      [
        ['#b9b3c9', '#e2c4b8'],
        ['#8f93b5', '#c9b0b0'],
        ['#5f7a8f', '#9aa89c'],
      ][i] as string[],
      h * 0.2,
    );
  const set: [number, number, number, string[]][] = [
    [0.8, 0.56, 60, ['#d9574a', '#fdf3e2']],
    [0.14, 0.5, 74, ['#3f7f93', '#f3d06a']],
    [0.56, 0.64, 44, ['#7a4f86', '#f3b7a4']],
    [0.92, 0.3, 86, ['#e8a33a', '#fdf3e2']],
    [0.3, 0.7, 36, ['#c8553d', '#e9c46a']],
    [0.66, 0.3, 150, ['#2f6f93', '#fdf3e2', '#e9c46a']],
    [0.34, 0.32, 270, ['#d9472f', '#f7b23c', '#fdf1d8', '#f7b23c']],
  ];
  for (const [px, py, r, tints] of set) balloon(canvas, w * px, h * py, r, tints);
  ridge(canvas, hillCrest('balloon near', h * 0.98, h * 0.1, w * 0.7), ['#4f7a4f', '#2f5a44'], h * 0.14, 0.25);
  for (let i = 0; i < 30; i++) {
    const x = random.next() * w;
    const y = h * random.between(0.93, 1);
    fill(
      canvas,
      ellipse(x, y, random.between(14, 34), random.between(12, 26)),
      shaded(['#7fa35a', '#2a4f3c'], around(x - 8, y - 8, 40), 0.3),
    );
  }
  finish(canvas);
}

function balloon(canvas: Canvas, x: number, y: number, r: number, tints: string[]) {
  const edge = (k: number): Place[] =>
    Array.from({ length: 31 }, (_, i): Place => {
      const t = i / 30;
      const half = t < 0.6 ? Math.sin(Math.acos(Math.max(-1, 1 - t / 0.6))) : Math.cos(((t - 0.6) / 0.4) * 1.36);
      return [x + half * r * k, y - r + t * r * 2.35];
    });
  const body = polygon(...edge(1), ...edge(-1).reverse());
  const gores = 12;
  for (let i = 0; i < gores; i++) {
    const [from, to] = [Math.cos((i / gores) * Math.PI), Math.cos(((i + 1) / gores) * Math.PI)];
    fill(canvas, polygon(...edge(from), ...edge(to).reverse()), colour(tints[i % tints.length] as string));
  }
  const mask = maskOf(canvas, body);
  fill(canvas, body, 0x2a1440, {
    within: mask,
    mode: 'multiply',
    opacity: 0.55,
    texture: (px, py) =>
      Math.max(0, Math.min(1, (px - x) / (r * 1.4) + (py - y) / (r * 4) + 0.1 + grain(px, py) * 0.2)),
  });
  fill(canvas, body, 0xfff3d8, {
    within: mask,
    mode: 'screen',
    opacity: 0.45,
    texture: (px, py) =>
      Math.max(0, 1 - around(x - r * 0.42, y - r * 0.4, r * 0.7)(px, py)) * (1 + grain(px, py) * 0.3),
  });
  for (const dx of [-0.2, -0.07, 0.07, 0.2])
    fill(
      canvas,
      ribbon(through(x + dx * r, y + r * 1.33, x + dx * r * 0.7, y + r * 1.66), Math.max(1.4, r * 0.012)),
      0x4a2c22,
    );
  fill(
    canvas,
    rectangle(x - r * 0.17, y + r * 1.64, r * 0.34, r * 0.22),
    shaded(['#b5793f', '#6a3f22'], across(x - r * 0.17, 0, x + r * 0.17, 0), 0.3),
  );
}

export const balloons: Work = { key: 'balloons', width: 1440, height: 1800, draw };
