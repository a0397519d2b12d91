import { type Canvas, fill, maskOf } from '../canvas.ts';
import { colour, lighter } from '../colour.ts';
import { cloudOf } from '../noise.ts';
import { finish, shadow } from '../paints.ts';
import type { Random } from '../random.ts';
import { ellipse, type Place, places, polygon, rectangle, ribbon, type Shape, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { weave } from './technique.ts';

/** Dark, light and middle of each family of prints. */
const families = [
  ['#b5473c', '#f3d9c0', '#e08e5c'],
  ['#2f4f6f', '#f0e6d2', '#86a8b5'],
  ['#5b7a4a', '#f3ecd6', '#c7cf8f'],
  ['#d9a441', '#f8edd0', '#8f5b2e'],
  ['#6b3f5e', '#f2dfe0', '#c98ba0'],
];

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  const size = w / 5;
  const puff = cloudOf('puff', 2);
  for (let row = 0; row * size < h; row++)
    for (let col = 0; col < 5; col++) {
      const [dark, light, mid] = (families[(row * 2 + col) % 5] as string[]).map(colour) as [number, number, number];
      const [x, y, s] = [col * size, row * size, size / 4];
      const patch = (shape: Shape, tint: number) => printed(canvas, random, shape, tint);
      patch(rectangle(x, y, size, size), light);
      for (const [a, b] of [
        [0, 0],
        [3, 0],
        [0, 3],
        [3, 3],
      ] as const)
        patch(rectangle(x + a * s, y + b * s, s, s), mid);
      patch(rectangle(x + s, y + s, 2 * s, 2 * s), mid);
      const points: Place[][] = [
        places('1 0, 2 1, 1 1'),
        places('3 0, 3 1, 2 1'),
        places('4 1, 3 2, 3 1'),
        places('4 3, 3 3, 3 2'),
        places('3 4, 2 3, 3 3'),
        places('1 4, 1 3, 2 3'),
        places('0 3, 1 2, 1 3'),
        places('0 1, 1 1, 1 2'),
      ];
      for (const point of points) patch(polygon(...point.map(([a, b]): Place => [x + a * s, y + b * s])), dark);
      patch(
        polygon([x + 2 * s, y + s * 1.1], [x + 2.9 * s, y + 2 * s], [x + 2 * s, y + 2.9 * s], [x + s * 1.1, y + 2 * s]),
        dark,
      );
      patch(ellipse(x + 2 * s, y + 2 * s, s * 0.4), light);
    }
  for (let i = 0; i * size < h + w; i++)
    for (const d of [0, 0.5]) {
      stitches(canvas, [(i + d) * size - h, 0], [(i + d) * size, h]);
      stitches(canvas, [(i + d) * size, 0], [(i + d) * size - h, h]);
    }
  fill(canvas, null, 0x2a1a2a, {
    mode: 'multiply',
    opacity: 0.35,
    texture: (x, y) => 0.5 + puff(x / 90, y / 90) * 0.6,
  });
  weave(canvas, 4, 0.2);
  finish(canvas, { corners: 0.12 });
}

/** A patch of printed cotton: its colour with a small pattern. */
function printed(canvas: Canvas, random: Random, shape: Shape, tint: number) {
  shadow(canvas, shape, { dx: 2, dy: 3, blur: 5, opacity: 0.3 });
  fill(canvas, shape, tint);
  const within = maskOf(canvas, shape);
  const kind = random.whole(0, 3);
  const [step, other] = [random.between(16, 24), lighter(tint, random.pick([-0.12, 0.14]))];
  fill(canvas, shape, other, {
    within,
    opacity: 0.75,
    texture: (x, y) => {
      const [u, v] = [(x / step) % 1, ((y + (Math.floor(x / step) % 2) * step * 0.5) / step) % 1];
      if (kind === 0) return Math.hypot(u - 0.5, v - 0.5) < 0.2 ? 1 : 0;
      if (kind === 1) return u < 0.28 ? 1 : 0;
      if (kind === 2) return Math.abs(u - 0.5) + Math.abs(v - 0.5) < 0.22 ? 1 : 0;
      return 0;
    },
  });
}

function stitches(canvas: Canvas, from: Place, to: Place) {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  for (let d = 0; d < length; d += 22) {
    const at = (t: number): Place => [
      from[0] + ((to[0] - from[0]) * t) / length,
      from[1] + ((to[1] - from[1]) * t) / length,
    ];
    const [a, b] = [at(d), at(d + 12)];
    if (a[0] < -20 || a[0] > canvas.width + 20) continue;
    fill(canvas, ribbon(through(a[0] + 1.5, a[1] + 2.5, b[0] + 1.5, b[1] + 2.5), 4), 0x3a2030, { opacity: 0.35 });
    fill(canvas, ribbon([a, b], 3), 0xfffaf0, { opacity: 0.9 });
  }
}

export const quilt: Work = { key: 'quilt', width: 1500, height: 1800, draw };
