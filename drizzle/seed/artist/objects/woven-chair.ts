import { type Canvas, fill, maskOf } from '../canvas.ts';
import { colour } from '../colour.ts';
import { across, finish, shaded } from '../paints.ts';
import { curve, ellipse, type Place, polygon, ribbon, type Shape, smooth, through } from '../shapes.ts';
import { castShadow } from '../vessels.ts';
import type { Work } from '../work.ts';
import { backdrop, solid } from './technique.ts';

function draw(canvas: Canvas) {
  const { width: w, height: h } = canvas;
  backdrop(canvas, ['#2f5a52', '#24483f', '#1a362f'], ['#d9a070', '#b57a50'], h * 0.74);
  striped(canvas);
  const wood = ['#e9b777', '#b97b45', '#7a4a2c'];
  const beam = (line: Place[], wide: number | ((t: number) => number)) =>
    fill(canvas, ribbon(curve(line), wide), shaded(wood, across(w * 0.25, h * 0.2, w * 0.8, h * 0.9), 0.2));
  const seat: Place[] = [
    [w * 0.27, h * 0.61],
    [w * 0.64, h * 0.6],
    [w * 0.74, h * 0.67],
    [w * 0.31, h * 0.69],
  ];
  castShadow(
    canvas,
    polygon([w * 0.3, h * 0.86], [w * 0.34, h * 0.3], [w * 0.66, h * 0.3], [w * 0.72, h * 0.86]),
    h * 0.9,
    { lean: 0.32, squash: 0.1, opacity: 0.4 },
  );
  beam(through(w * 0.64, h * 0.6, w * 0.66, h * 0.72, w * 0.69, h * 0.83), 26);
  beam(through(w * 0.27, h * 0.61, w * 0.26, h * 0.72, w * 0.22, h * 0.85), 26);
  beam(through(w * 0.27, h * 0.62, w * 0.25, h * 0.4, w * 0.22, h * 0.2), (t) => 34 - 8 * t);
  beam(through(w * 0.64, h * 0.61, w * 0.65, h * 0.4, w * 0.64, h * 0.19), (t) => 34 - 8 * t);
  const rest = polygon([w * 0.235, h * 0.24], [w * 0.635, h * 0.225], [w * 0.64, h * 0.44], [w * 0.26, h * 0.46]);
  const canes = (shape: Shape, pitch: number) => {
    fill(canvas, shape, shaded(['#f3dba6', '#d9b273'], across(w * 0.2, h * 0.2, w * 0.7, h * 0.7), 0.2));
    fill(canvas, shape, 0x6a4426, {
      opacity: 0.75,
      texture: (x, y) => {
        const [u, v] = [(x / pitch) % 1, (y / pitch) % 1];
        return Math.hypot(u - 0.5, v - 0.5) < 0.26
          ? 1
          : Math.abs(u - v) < 0.09 || Math.abs(u + v - 1) < 0.09
            ? 0.35
            : 0;
      },
    });
  };
  canes(rest, 26);
  for (const y of [0.232, 0.45])
    beam(through(w * 0.23, h * y, w * 0.44, h * (y - 0.012), w * 0.645, h * (y - 0.012)), 32);
  canes(polygon(...seat), 24);
  for (let i = 0; i < 4; i++) beam([seat[i] as Place, seat[(i + 1) % 4] as Place], 30);
  beam(through(w * 0.31, h * 0.69, w * 0.305, h * 0.8, w * 0.29, h * 0.94), (t) => 34 - 8 * t);
  beam(through(w * 0.74, h * 0.67, w * 0.755, h * 0.8, w * 0.78, h * 0.92), (t) => 34 - 8 * t);
  beam(through(w * 0.3, h * 0.83, w * 0.53, h * 0.82, w * 0.76, h * 0.81), 18);
  cushion(canvas);
  finish(canvas, { corners: 0.18 });
}

/** The rug under the chair. */
function striped(canvas: Canvas) {
  const { width: w, height: h } = canvas;

  const rug = polygon([w * 0.08, h * 0.86], [w * 0.8, h * 0.8], [w * 0.98, h * 0.92], [w * 0.24, h * 0.985]);
  fill(canvas, rug, shaded(['#f0e2cc', '#d9c4a6'], across(0, h * 0.8, 0, h), 0.2));
  const mat = maskOf(canvas, rug);
  for (let i = 0; i < 7; i++)
    fill(
      canvas,
      polygon(
        [w * (0.1 + i * 0.1), h * 0.8],
        [w * (0.13 + i * 0.1), h * 0.8],
        [w * (0.29 + i * 0.1), h],
        [w * (0.26 + i * 0.1), h],
      ),
      colour(i % 2 ? '#c8553d' : '#2f5a52'),
      { within: mat, opacity: 0.8 },
    );
}

/** Orange, with three buttons. */
function cushion(canvas: Canvas) {
  const { width: w, height: h } = canvas;

  solid(
    canvas,
    smooth([
      [w * 0.35, h * 0.6],
      [w * 0.4, h * 0.47],
      [w * 0.58, h * 0.45],
      [w * 0.62, h * 0.56],
      [w * 0.58, h * 0.635],
      [w * 0.42, h * 0.65],
    ]),
    ['#f0855f', '#d9573d', '#8f2f2f'],
    [w * 0.36, h * 0.46, w * 0.64, h * 0.66],
  );
  for (let i = 0; i < 3; i++)
    fill(canvas, ellipse(w * (0.44 + i * 0.05), h * (0.56 - i * 0.008), 15), 0xfbe2c0, { opacity: 0.9 });
}

export const wovenChair: Work = { key: 'woven-chair', width: 1350, height: 1800, draw };
