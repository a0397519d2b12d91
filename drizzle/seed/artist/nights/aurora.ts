import { type Canvas, fill } from '../canvas.ts';
import { cloudOf, type Field, noiseOf } from '../noise.ts';
import { finish, glow, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { mirror, mountainCrest, ridge, sky } from '../scenery.ts';
import { leaf, polygon, rectangle } from '../shapes.ts';
import type { Work } from '../work.ts';
import { stars } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  const shore = h * 0.68;
  sky(canvas, ['#061026', '#0a2140', '#123a58', '#2a5f70'], shore);
  stars(canvas, random, 300, shore * 0.9, 2.6);
  const curtains: [number, number, string, string][] = [
    [0.5, 0.33, '#8f5fd0', '#2fd6a0'],
    [0.46, 0.24, '#4a6fd8', '#58f0a8'],
    [0.58, 0.2, '#d05fa8', '#4fe0b0'],
  ];
  for (const [k, [base, tall, high, low]] of curtains.entries()) {
    const bend = cloudOf(`aurora ${k}`, 3);
    const rays = noiseOf(`rays ${k}`);
    const foot = (x: number) => h * base + bend(x / (w * 0.4), k) * h * 0.17;
    const feet = Float32Array.from({ length: Math.ceil(w) + 2 }, (_, x) => foot(x));
    const up: Field = (x, y) => ((feet[x | 0] as number) - y) / (h * tall * (0.75 + 0.4 * rays(x / 26, 0)));
    const veil: Field = (x, y) => {
      const t = up(x, y);
      return t < -0.06 || t > 1
        ? 0
        : (t < 0 ? 1 + t / 0.06 : (1 - t) ** 1.7) * (0.6 + 0.35 * rays(x / 13, 4) + 0.2 * rays(x / 5, 8)) * 0.8;
    };
    fill(canvas, rectangle(0, 0, w, shore), shaded([low, low, high, high], up, 0.06), {
      mode: 'screen',
      texture: veil,
    });
  }
  const far = mountainCrest('fjord a', shore + 10, h * 0.15, w * 0.42);
  ridge(canvas, far, ['#1d3f5c', '#2f6070'], h * 0.2);
  const near = mountainCrest('fjord b', shore + 12, h * 0.12, w * 0.3);
  ridge(
    canvas,
    (x) => near(x) + Math.exp(-(((x - w * 0.5) / (w * 0.2)) ** 2)) * h * 0.09,
    ['#0d2238', '#163a4c'],
    h * 0.16,
  );
  water(canvas, random, shore);
  for (const [i, px] of [0.12, 0.2, 0.27, 0.83].entries())
    redHouse(canvas, w * px, shore + 14 + (i % 2) * 16, 0.8 + (i % 2) * 0.25);
  finish(canvas, { corners: 0.15 });
}

/** The fjord: what stands above it, and the wind in long thin lines. */
function water(canvas: Canvas, random: Random, shore: number) {
  mirror(canvas, { shore, seed: 'ripple', squeeze: 1.25, keep: 0.67, add: 0x040a12 });
  for (let i = 0; i < 120; i++) {
    const depth = random.next() ** 1.5;
    const length = random.between(40, 240) * (0.4 + depth);
    fill(
      canvas,
      leaf(random.next() * canvas.width, shore + 6 + depth * (canvas.height - shore), 0, length, 2 + depth * 3),
      0x9fe8d0,
      { opacity: 0.16, mode: 'screen' },
    );
  }
}

function redHouse(canvas: Canvas, x: number, y: number, s: number) {
  const box = (dx: number, dy: number, bw: number, bh: number, tint: number) =>
    fill(canvas, rectangle(x + dx * s, y + dy * s, bw * s, bh * s), tint);
  box(-44, -56, 88, 56, 0x9c2f2c);
  fill(canvas, polygon([x - 54 * s, y - 52 * s], [x, y - 98 * s], [x + 54 * s, y - 52 * s]), 0x2a2438);
  fill(canvas, polygon([x - 44 * s, y - 56 * s], [x, y - 90 * s], [x + 44 * s, y - 56 * s]), 0x9c2f2c);
  for (const dx of [-30, 10]) box(dx, -42, 20, 22, 0xffd98a);
  box(-50, -4, 100, 8, 0x141c2c);
  for (const dx of [-38, 0, 34]) box(dx, 0, 5, 22, 0x141c2c);
  glow(canvas, [x, y - 24 * s], 120 * s, 0xffb45e, 0.4);
  for (let i = 0; i < 6; i++)
    fill(canvas, leaf(x - 24 * s + (i % 2) * 8, y + 34 + i * 13, 0, 50 * s, 5), 0xffc878, {
      opacity: 0.5 - i * 0.06,
      mode: 'screen',
    });
}

export const aurora: Work = { key: 'aurora', width: 2200, height: 1240, draw };
