import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { grain } from '../noise.ts';
import { across, finish, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { cumulus, hillCrest, ridge, sky } from '../scenery.ts';
import { ellipse, leaf, type Place, polygon, rectangle, ribbon, spine } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  sky(canvas, ['#a9cfe0', '#dcebec', '#fbeee4'], h * 0.6);
  cumulus(canvas, random, [w * 0.2, h * 0.24], w * 0.26, '#ffffff', '#d5e3ea');
  cumulus(canvas, random, [w * 0.66, h * 0.14], w * 0.2, '#ffffff', '#d5e3ea');
  for (const [i, stops] of [
    ['#b7c9cf', '#dfe6e0'],
    ['#93b0ac', '#c9d9c4'],
  ].entries())
    ridge(canvas, hillCrest(`cherry ${i}`, h * (0.52 + i * 0.05), h * 0.13, w * 0.4), stops, h * 0.2);
  fill(canvas, rectangle(0, h * 0.6, w, h), shaded(['#cfe4e4', '#8fbcc6', '#5f93a8'], across(0, h * 0.6, 0, h), 0.1));
  for (let i = 0; i < 120; i++) {
    const d = random.next();
    fill(
      canvas,
      leaf(random.next() * w, h * (0.62 + d * 0.36), 0, random.between(40, 200) * (0.4 + d), 3 + 3 * d),
      colour(random.pick(['#f3d3da', '#e2f0ee', '#6fa0b0'])),
      { opacity: random.between(0.25, 0.7) },
    );
  }
  for (const side of [0, 1]) {
    const bank = polygon(
      [side ? w : 0, h * 0.585],
      [side ? w * 0.62 : w * 0.4, h * 0.61],
      [side ? w * 0.72 : w * 0.26, h * 0.72],
      [side ? w * 0.93 : w * 0.05, h * 1.02],
      [side ? w + 10 : -10, h * 1.02],
    );
    fill(canvas, bank, shaded(['#a9c27a', '#6f9a5a', '#3f6f4a'], across(0, h * 0.58, 0, h), 0.3));
  }
  for (const [px, py, s] of [
    [0.36, 0.62, 0.42],
    [0.66, 0.62, 0.45],
    [0.26, 0.67, 0.62],
    [0.76, 0.69, 0.72],
    [0.07, 0.8, 1.15],
    [0.95, 0.84, 1.2],
  ] as const)
    cherryTree(canvas, random, w * px, h * py, h * 0.55 * s);
  for (let i = 0; i < 260; i++)
    fill(
      canvas,
      leaf(random.next() * w, random.next() * h, random.next() * 6, random.between(7, 17), 8),
      colour(random.pick(['#f9d3dc', '#f3b3c4', '#fff0f2'])),
      { opacity: random.between(0.5, 0.95) },
    );
  finish(canvas);
}

function cherryTree(canvas: Canvas, random: Random, x: number, y: number, size: number) {
  const lean = x < canvas.width / 2 ? 0.16 : -0.16;
  const trunk = spine(x, y, -Math.PI / 2 + lean, size * 0.55, lean, 12);
  fill(
    canvas,
    ribbon(trunk, (t) => size * 0.09 * (1 - 0.6 * t)),
    0x4a3038,
  );
  const [tx, ty] = trunk.at(-1) as Place;
  for (let i = 0; i < 7; i++)
    fill(
      canvas,
      ribbon(
        spine(tx, ty + size * 0.08, -Math.PI / 2 + lean + (i - 3) * 0.42, size * 0.4, (i - 3) * 0.1, 8),
        (t) => size * 0.035 * (1 - t),
      ),
      0x4a3038,
    );
  for (let i = 0; i < 190; i++) {
    const a = random.next() * 6.3;
    const r = Math.sqrt(random.next());
    const [px, py] = [tx + Math.cos(a) * r * size * 0.46, ty - size * 0.12 + Math.sin(a) * r * size * 0.31];
    const up = (py - ty) / size;
    fill(
      canvas,
      ellipse(px, py, size * random.between(0.025, 0.06)),
      colour(random.pick(up > 0 ? ['#d98aa4', '#e7a3b8', '#c9748f'] : ['#f7c5d2', '#fbdde4', '#f0aec0', '#fff1f3'])),
      { opacity: 0.9, texture: (u, v) => 0.85 + grain(u, v) * 0.4 },
    );
  }
}

export const cherryRiver: Work = { key: 'cherry-river', width: 1800, height: 1350, draw };
