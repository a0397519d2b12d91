import { type Canvas, fill } from '../canvas.ts';
import { grain } from '../noise.ts';
import { across, finish, shaded } from '../paints.ts';
import { sky } from '../scenery.ts';
import { ellipse, leaf, polygon } from '../shapes.ts';
import type { Work } from '../work.ts';
import { arch, wall } from './technique.ts';

function draw(canvas: Canvas) {
  const { width: w, height: h } = canvas;
  sky(canvas, ['#2f7fb0', '#77b6cb', '#cfe4dc'], h * 0.8);
  walls(canvas);
  flight(canvas);
  agave(canvas, w * 0.16, h * 0.93, 210);
  fill(canvas, ellipse(w * 0.24, h * 0.12, 46), 0xfff2cf);
  finish(canvas);
}

/** Three walls, each with its own light, and the arch in the middle one. */
function walls(canvas: Canvas) {
  const { width: w, height: h } = canvas;

  fill(
    canvas,
    polygon([0, h * 0.16], [w * 0.44, h * 0.27], [w * 0.44, h], [0, h]),
    wall('#e4694f', '#b23b3d', [0, 0], [w * 0.44, h]),
  );
  fill(
    canvas,
    polygon([w * 0.44, h * 0.27], [w * 0.44, h * 0.05], [w * 0.8, h * 0.14], [w * 0.8, h], [w * 0.44, h]),
    wall('#f3a27e', '#dd7360', [w * 0.44, 0], [w * 0.8, h]),
  );
  fill(
    canvas,
    polygon([w * 0.8, h * 0.14], [w, h * 0.08], [w, h], [w * 0.8, h]),
    wall('#7c2c44', '#5a2140', [w * 0.8, 0], [w, h]),
  );
  fill(
    canvas,
    arch(w * 0.62, h * 0.52, w * 0.17, h * 0.22),
    shaded(['#4f1f3c', '#85324a'], across(w * 0.54, 0, w * 0.7, 0), 0.2),
  );
  fill(
    canvas,
    arch(w * 0.635, h * 0.52, w * 0.14, h * 0.2),
    shaded(['#8fc4cf', '#d9e6d6'], across(0, h * 0.32, 0, h * 0.52), 0.1),
  );
}

/** The steps from behind to front, and the shadow across them. */
function flight(canvas: Canvas) {
  const { width: w, height: h } = canvas;

  const steps = 13;
  for (let i = steps; i >= 0; i--) {
    const y = h * (1.0 - i * 0.036);
    const x = w * (0.1 + i * 0.034);
    fill(canvas, polygon([x, y], [w * 0.8, y], [w * 0.8, h], [x, h]), wall('#f6b48f', '#e38b6d', [x, y], [w * 0.8, h]));
    fill(
      canvas,
      polygon([x, y], [w * 0.8, y], [w * 0.8, y + h * 0.024], [x, y + h * 0.024]),
      wall('#c75852', '#a33f4b', [x, y], [w * 0.8, y]),
    );
  }
  for (let i = 0; i <= steps; i++) {
    const y = h * (1.0 - i * 0.036);
    const x = w * (0.1 + i * 0.034);
    fill(
      canvas,
      polygon([x, y - h * 0.012], [w * 0.8, y - h * 0.012], [w * 0.8, y], [x, y]),
      wall('#fcd3ae', '#f2a684', [x, y], [w * 0.8, y]),
    );
    fill(
      canvas,
      polygon([x, y], [w * 0.8, y], [w * 0.8, y + h * 0.024], [x, y + h * 0.024]),
      wall('#d06a5a', '#b04b50', [x, y], [w * 0.8, y]),
    );
  }
  const shade = polygon(
    [w * 0.8, h * 0.34],
    [w * 0.44, h * 0.56],
    [w * 0.06, h * 1.02],
    [w * 0.3, h * 1.02],
    [w * 0.58, h * 0.72],
    [w * 0.8, h * 0.62],
  );
  fill(canvas, shade, 0x4a1440, { mode: 'multiply', opacity: 0.42, texture: (x, y) => 0.9 + grain(x, y) * 0.3 });
}

function agave(canvas: Canvas, x: number, y: number, size: number) {
  for (let i = 0; i < 15; i++) {
    const turn = -Math.PI / 2 + (i % 2 ? 1 : -1) * (15 - i) * 0.1;
    fill(
      canvas,
      leaf(x, y, turn, size * (0.75 + (i / 15) * 0.35), size * 0.2, (i % 2 ? 1 : -1) * 0.2, 0.3),
      shaded(['#a8d0a8', '#4f9489', '#1f5560'], across(x - size * 0.6, y - size, x + size * 0.6, y), 0.25),
    );
  }
  fill(
    canvas,
    polygon([x - 78, y - 20], [x + 78, y - 20], [x + 58, y + 100], [x - 58, y + 100]),
    wall('#5a2140', '#33142e', [x - 78, 0], [x + 78, 0]),
  );
}

export const redStairs: Work = { key: 'red-stairs', width: 1350, height: 1800, draw };
