import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { grain } from '../noise.ts';
import { across, around, finish, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, leaf, moved, type Place, polygon, ribbon, type Shape, sector } from '../shapes.ts';
import { castShadow, fruit, profiles, type Vessel } from '../vessels.ts';
import type { Work } from '../work.ts';
import { type Stops, standing, tableTop } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  tableTop(canvas, h * 0.6, ['#f2c9b4', '#e9a893', '#cf7f78'], ['#f6efe2', '#e6dccb']);
  cloth(canvas);
  paintedJug(canvas);
  const yellow = ['#fff3a0', '#f7d53c', '#e0a31f', '#b1701c'];
  for (const [px, py, turn, size] of [
    [0.53, 0.76, 0.3, 118],
    [0.72, 0.73, -0.4, 112],
    [0.84, 0.8, 0.15, 124],
    [0.62, 0.86, -0.2, 120],
  ] as const)
    lemon(canvas, w * px, h * py, size, turn, yellow);
  lemonHalf(canvas, w * 0.4, h * 0.87, 112);
  for (const [px, py, turn] of [
    [0.68, 0.69, -0.7],
    [0.76, 0.87, 0.3],
  ] as const) {
    fill(
      canvas,
      leaf(w * px, h * py, turn, 210, 84, random.between(-0.4, 0.4)),
      shaded(['#6fa052', '#2d5f3c'], across(w * px, h * py, w * px + 160, h * py + 60), 0.3),
    );
  }
  finish(canvas);
}

/** Blue stripes that run towards us. */
function cloth(canvas: Canvas) {
  const { width: w, height: h } = canvas;

  for (let i = -2; i < 16; i++) {
    for (const [tint, wide] of [
      ['#c9dbe0', 46],
      ['#9cc0cb', 10],
    ] as const) {
      const x = i * 150 + 20;
      fill(
        canvas,
        polygon([x, h * 0.6], [x + wide * 0.7, h * 0.6], [x * 1.5 - w * 0.25 + wide * 1.4, h], [x * 1.5 - w * 0.25, h]),
        colour(tint),
        { opacity: 0.75, texture: (px, py) => 0.85 + grain(px, py) * 0.3 },
      );
    }
  }
}

/** The jug, its handle, and the leaves painted on it. */
function paintedJug(canvas: Canvas) {
  const { width: w, height: h } = canvas;

  const jug: Vessel = {
    x: w * 0.3,
    y: h * 0.72,
    height: 760,
    profile: profiles.jug,
    stops: ['#fdfaf2', '#efe7da', '#b3a9b3'],
    tilt: 0.2,
    inside: '#b9aeb2',
  };
  const handle = curve([
    [w * 0.3 + 130, h * 0.72 - 690],
    [w * 0.3 + 360, h * 0.72 - 690],
    [w * 0.3 + 400, h * 0.72 - 480],
    [w * 0.3 + 250, h * 0.72 - 280],
  ]);
  fill(canvas, ribbon(handle, 44), shaded(['#f3ecdf', '#a79cab'], across(w * 0.3 + 200, 0, w * 0.3 + 410, 0), 0.2));
  const mask = standing(canvas, jug);
  for (let i = 0; i < 17; i++) {
    const angle = -1.45 + i * 0.18;
    const x = w * 0.3 + Math.sin(angle) * 262;
    const y = h * 0.72 - 300 + Math.cos(angle) * 40;
    for (const side of [-1, 1, 3])
      fill(canvas, leaf(x, y + 60, -Math.PI / 2 + side * 0.55 - 0.5, 120, 34), colour('#2b5fa8'), {
        within: mask,
        opacity: 0.85,
        texture: (px, py) => 0.8 + grain(px, py) * 0.4,
      });
    fill(canvas, ellipse(x, y - 80, 13), colour('#2b5fa8'), { within: mask, opacity: 0.85 });
  }
  for (const off of [-470, -140])
    fill(
      canvas,
      ribbon(
        Array.from(
          { length: 30 },
          (_, i) => [w * 0.3 + (i / 29 - 0.5) * 640, h * 0.72 + off + Math.sin((i / 29) * Math.PI) * 44] as const,
        ),
        11,
      ),
      colour('#2b5fa8'),
      { within: mask, opacity: 0.85 },
    );
}

function lemon(canvas: Canvas, x: number, y: number, size: number, turn: number, stops: Stops) {
  const body = Array.from({ length: 64 }, (_, i): Place => {
    const angle = (i / 64) * Math.PI * 2;
    const nub =
      Math.exp(-((Math.sin(angle / 2) / 0.16) ** 2)) * 0.22 + Math.exp(-((Math.cos(angle / 2) / 0.13) ** 2)) * 0.14;
    const [a, b] = [Math.cos(angle) * size * (1.12 + nub), Math.sin(angle) * size * 0.86];
    return [x + a * Math.cos(turn) - b * Math.sin(turn), y + a * Math.sin(turn) + b * Math.cos(turn)];
  });
  const shape: Shape = [body.flat()];
  castShadow(canvas, shape, y + size * 0.86, { squash: 0.2, lean: 0.7 });
  fruit(canvas, shape, [x, y], size, stops);
}

function lemonHalf(canvas: Canvas, x: number, y: number, size: number) {
  castShadow(canvas, ellipse(x, y, size), y + size * 0.95, { squash: 0.2, lean: 0.7 });
  fruit(canvas, ellipse(x + 14, y + 4, size, size * 1.02), [x, y], size, ['#f7d53c', '#e0a31f', '#b1701c']);
  fill(canvas, ellipse(x - 8, y, size * 0.94, size), 0xfdf6d8);
  for (let i = 0; i < 9; i++) {
    const a = (i / 9) * Math.PI * 2;
    const slice = moved(sector(0, 0, size * 0.8, a + 0.05, a + 0.65, size * 0.07), (px, py) => [
      x - 8 + px * 0.94,
      y + py,
    ]);
    fill(canvas, slice, shaded(['#fff0a0', '#f4d04a', '#f0c02e'], around(x - 8, y, size * 0.85), 0.5));
  }
}

export const lemonsAndBlue: Work = { key: 'lemons-and-blue', width: 1440, height: 1800, draw };
