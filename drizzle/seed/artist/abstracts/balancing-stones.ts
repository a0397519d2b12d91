import { type Canvas, fill, maskOf } from '../canvas.ts';
import { noiseOf } from '../noise.ts';
import { across, finish, shaded, shadow } from '../paints.ts';
import { ellipse, moved, rectangle, smooth } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, shaded(['#f3e7d8', '#f0dcc6'], across(0, 0, 0, h), 0.1));
  fill(
    canvas,
    ellipse(w * 0.5, h * 0.34, w * 0.36),
    shaded(['#f0a889', '#e4785c'], across(0, h * 0.1, 0, h * 0.6), 0.2),
  );
  const stones: [number, number, number, number, number, string[]][] = [
    [0.5, 0.83, 0.34, 0.075, 0.02, ['#40566b', '#22344b']],
    [0.47, 0.715, 0.25, 0.06, -0.05, ['#b8c4bd', '#70877f']],
    [0.54, 0.62, 0.2, 0.05, 0.07, ['#e9d2b0', '#b58a63']],
    [0.48, 0.53, 0.145, 0.052, -0.06, ['#7c5568', '#4a2c48']],
    [0.515, 0.452, 0.1, 0.034, 0.08, ['#d9b45f', '#a06f30']],
    [0.495, 0.385, 0.064, 0.04, -0.1, ['#f6efe4', '#b9aba0']],
  ];
  for (const [px, py, rx, ry, turn, stops] of stones) {
    const knobs = noiseOf(`stone ${px}`);
    const shape = moved(ellipse(0, 0, w * rx, h * ry), (a, b) => {
      const push = 1 + knobs(a / (w * rx), b / (h * ry)) * 0.09;
      return [
        w * px + (a * Math.cos(turn) - b * Math.sin(turn)) * push,
        h * py + (a * Math.sin(turn) + b * Math.cos(turn)) * push,
      ];
    });
    shadow(canvas, shape, { dx: 10, dy: 16, blur: 16, opacity: 0.35 });
    fill(canvas, shape, shaded(stops, across(w * (px - rx), h * (py - ry), w * (px + rx * 0.6), h * (py + ry)), 0.35));
    const within = maskOf(canvas, shape);
    for (let k = 0; k < 3; k++)
      fill(
        canvas,
        smooth([
          [w * (px - rx), h * (py - ry * 0.5 + k * ry * 0.4)],
          [w * px, h * (py - ry * 0.3 + k * ry * 0.45)],
          [w * (px + rx), h * (py + k * ry * 0.3)],
          [w * px, h * (py - ry * 0.27 + k * ry * 0.47)],
        ]),
        0xffffff,
        { within, opacity: 0.18 },
      );
  }
  fill(canvas, rectangle(0, h * 0.905, w, h), shaded(['#d9b99a', '#c39a7c'], across(0, h * 0.9, 0, h), 0.25));
  finish(canvas, { paper: 0.06 });
}

export const balancingStones: Work = { key: 'balancing-stones', width: 1350, height: 1800, draw };
