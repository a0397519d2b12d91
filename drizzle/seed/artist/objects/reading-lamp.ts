import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { grain } from '../noise.ts';
import { across, finish, glow, shaded, shadow } from '../paints.ts';
import { curve, ellipse, type Place, polygon, rectangle, ribbon, ring, smooth, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { backdrop, rounded, solid } from './technique.ts';

function draw(canvas: Canvas) {
  const { width: w, height: h } = canvas;
  const desk = h * 0.76;
  backdrop(canvas, ['#20405a', '#1a3148', '#122338'], ['#7a4a34', '#4d2c26'], desk);
  lightCone(canvas, desk);
  bookPile(canvas, desk);
  arm(canvas, desk);
  const shade = smooth([
    [w * 0.5, h * 0.25],
    [w * 0.58, h * 0.23],
    [w * 0.72, h * 0.3],
    [w * 0.8, h * 0.42],
    [w * 0.64, h * 0.43],
    [w * 0.47, h * 0.39],
    [w * 0.46, h * 0.31],
  ]);
  solid(canvas, shade, ['#f4c566', '#dd9a3c', '#8f5624'], [w * 0.46, h * 0.24, w * 0.8, h * 0.44]);
  fill(canvas, ellipse(w * 0.635, h * 0.41, w * 0.168, 34, 0.1), 0xfff6d8);
  glow(canvas, [w * 0.635, h * 0.425], 260, 0xfff0c0, 0.8);
  cupOfTea(canvas, desk);
  finish(canvas, { corners: 0.25 });
}

/** What the lamp throws. */
function lightCone(canvas: Canvas, desk: number) {
  const { width: w, height: h } = canvas;

  glow(canvas, [w * 0.6, h * 0.62], 820, 0xffc56b, 0.75, 0.9);
  const cone = polygon(
    [w * 0.6, h * 0.34],
    [w * 0.78, h * 0.42],
    [w * 0.98, desk + 60],
    [w * 0.2, desk + 60],
    [w * 0.5, h * 0.4],
  );
  fill(canvas, cone, 0xffdf9a, {
    mode: 'screen',
    opacity: 0.3,
    texture: (x, y) => Math.max(0, 1.1 - (y - h * 0.3) / (h * 0.5)) * (0.9 + grain(x, y) * 0.3),
  });
}

/** Four of them, lit from above. */
function bookPile(canvas: Canvas, desk: number) {
  const { width: w } = canvas;

  const books: [number, number, string][] = [
    [430, 62, '#c8553d'],
    [390, 48, '#e9d8b4'],
    [410, 70, '#2f6f73'],
    [350, 44, '#d9a441'],
  ];
  let top = desk + 130;
  for (const [i, [wide, tall, tint]] of books.entries()) {
    const x = w * 0.52 + (i % 2 ? 18 : -14);
    top -= tall;
    const shape = rounded(x, top, wide, tall, 8);
    shadow(canvas, shape, { dx: -20, dy: 16, blur: 14, opacity: 0.5 });
    solid(canvas, shape, [colour(tint), colour(tint), 0x2a1a28], [x, top, x + wide * 1.4, top + tall * 2]);
    fill(canvas, rectangle(x + wide - 34, top + 6, 6, tall - 12), 0xfff1d0, { opacity: 0.6 });
    fill(canvas, rectangle(x + 40, top + tall * 0.4, wide * 0.3, tall * 0.14), 0xfff1d0, { opacity: 0.75 });
  }
}

/** Foot, arms, joints. */
function arm(canvas: Canvas, desk: number) {
  const { width: w, height: h } = canvas;

  solid(
    canvas,
    ellipse(w * 0.27, desk + 120, 170, 42),
    ['#f0b64f', '#a8682a'],
    [w * 0.15, desk + 80, w * 0.4, desk + 170],
  );
  fill(
    canvas,
    ribbon(through(w * 0.27, desk + 112, w * 0.2, h * 0.47), 22),
    shaded(['#f6cf7a', '#a8682a'], across(w * 0.22, 0, w * 0.28, 0), 0.2),
  );
  fill(
    canvas,
    ribbon(through(w * 0.2, h * 0.47, w * 0.52, h * 0.27), 22),
    shaded(['#f6cf7a', '#a8682a'], across(0, h * 0.3, 0, h * 0.46), 0.2),
  );
  for (const [px, py, r] of [
    [0.2, 0.47, 34],
    [0.52, 0.27, 28],
  ] as const)
    solid(canvas, ellipse(w * px, h * py, r), ['#fbe6b0', '#8f5a26'], [w * px - r, h * py - r, w * px + r, h * py + r]);
}

/** White, and steaming. */
function cupOfTea(canvas: Canvas, desk: number) {
  const { width: w } = canvas;

  const cup: Place = [w * 0.82, desk + 130];
  fill(canvas, ring(cup[0] + 80, cup[1] - 66, 44, 28), 0xe9e2d6);
  solid(
    canvas,
    rounded(cup[0] - 78, cup[1] - 130, 156, 150, 30),
    ['#fffaf0', '#d9d0c4', '#8f8890'],
    [cup[0] - 78, cup[1] - 130, cup[0] + 90, cup[1] + 20],
  );
  fill(canvas, ellipse(cup[0], cup[1] - 128, 72, 18), 0x5a3322);
  for (const s of [0, 1])
    fill(
      canvas,
      ribbon(
        curve([
          [cup[0] - 20 + s * 36, cup[1] - 150],
          [cup[0] - 44 + s * 40, cup[1] - 230],
          [cup[0] - 6 + s * 36, cup[1] - 300],
          [cup[0] - 30 + s * 40, cup[1] - 400],
        ]),
        (t) => 16 * Math.sin(Math.PI * t),
      ),
      0xfff1d6,
      { opacity: 0.35 },
    );
}

export const readingLamp: Work = { key: 'reading-lamp', width: 1440, height: 1800, draw };
