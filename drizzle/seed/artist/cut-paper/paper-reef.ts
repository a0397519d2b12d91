import { type Canvas, fill } from '../canvas.ts';
import { blend, type Colour, colour } from '../colour.ts';
import { noiseOf } from '../noise.ts';
import { cutout, finish } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, moved, type Place, ribbon, type Shape, smooth, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { frond, seaweed } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, colour('#bfe6e2'));
  const depths = ['#8fd3d3', '#5bb7c2', '#3295ad', '#1f7396', '#155277', '#0f3659'];
  depths.forEach((tint, i) => {
    const wave = noiseOf(`reef ${i}`);
    const hole: Place[] = Array.from({ length: 90 }, (_, k) => {
      const a = (k / 90) * Math.PI * 2;
      const r = 0.53 - i * 0.062 + wave(Math.cos(a) * 1.3 + 5, Math.sin(a) * 1.3 + i * 7) * 0.09;
      return [w * 0.5 + Math.cos(a) * w * r, h * 0.46 + Math.sin(a) * h * r * 0.95];
    });
    // Each sheet has a hole through which the deeper ones are seen: here drawn from the top sheet down.
    cutout(canvas, [hole.flat()], colour(tint), { dx: -6, dy: -10, blur: 26, opacity: 0.4 });
  });
  const corals = ['#ff7f6b', '#f2b134', '#e85d75', '#f7a6a0', '#b8558f', '#ffd27f'];
  for (let i = 0; i < 16; i++) {
    const x = (i / 15) * w * 1.05 - w * 0.02;
    const from: Place = [x, h * (1.03 - Math.sin((i / 15) * Math.PI) * 0.07)];
    const tint = colour(corals[i % 6] as string);
    if (i % 3 === 0)
      frond(
        canvas,
        from,
        -Math.PI / 2 + random.between(-0.3, 0.3),
        random.between(300, 480),
        random.between(-0.4, 0.4),
        tint,
        { blades: 9, wide: 0.28, reach: 0.3 },
      );
    else
      seaweed(
        canvas,
        from,
        -Math.PI / 2 + random.between(-0.3, 0.3),
        random.between(260, 460),
        random.between(-0.5, 0.5),
        random.whole(4, 7),
        tint,
      );
  }
  for (const [px, py, size, dir, tint] of [
    [0.36, 0.33, 150, 1, '#ffb347'],
    [0.62, 0.45, 190, -1, '#ff6f61'],
    [0.44, 0.6, 110, 1, '#fff1d0'],
    [0.7, 0.27, 90, -1, '#ffd27f'],
    [0.27, 0.5, 84, 1, '#f7a6a0'],
  ] as const)
    paperFish(canvas, w * px, h * py, size, dir, colour(tint));
  finish(canvas, { paper: 0.05 });
}

function paperFish(canvas: Canvas, x: number, y: number, size: number, dir: number, tint: Colour) {
  const flip = (shape: Shape) => moved(shape, (a, b) => [x + (a - x) * dir, b]);
  fins(canvas, tint, flip, x, size, y);
  cutout(
    canvas,
    flip(
      smooth([
        [x - size * 0.9, y],
        [x - size * 0.3, y - size * 0.46],
        [x + size * 0.45, y - size * 0.4],
        [x + size * 0.9, y + size * 0.02],
        [x + size * 0.4, y + size * 0.42],
        [x - size * 0.3, y + size * 0.44],
      ]),
    ),
    tint,
    { dx: 6, dy: 10, blur: 12 },
  );
  for (const k of [-0.28, 0.12])
    cutout(
      canvas,
      flip(
        ribbon(
          curve(through(x + size * k, y - size * 0.42, x + size * (k + 0.12), y, x + size * k, y + size * 0.42)),
          (t) => size * 0.14 * Math.sin(Math.PI * t) + 2,
        ),
      ),
      0xfff7e6,
      { dx: 1, dy: 2, blur: 2 },
    );
  fill(canvas, flip(ellipse(x + size * 0.56, y - size * 0.09, size * 0.085)), 0x16182b);
}

/** Tail and back, of darker paper. */
function fins(canvas: Canvas, tint: number, flip: (shape: Shape) => Shape, x: number, size: number, y: number) {
  const dark = blend(tint, 0x3a1030, 0.22);
  cutout(
    canvas,
    flip(
      smooth([
        [x - size * 0.75, y],
        [x - size * 1.25, y - size * 0.42],
        [x - size * 1.12, y],
        [x - size * 1.25, y + size * 0.42],
      ]),
    ),
    dark,
    { dx: 5, dy: 8, blur: 8 },
  );
  cutout(
    canvas,
    flip(
      smooth([
        [x - size * 0.3, y - size * 0.38],
        [x - size * 0.1, y - size * 0.72],
        [x + size * 0.35, y - size * 0.4],
      ]),
    ),
    dark,
    { dx: 4, dy: 6, blur: 7 },
  );
}

export const paperReef: Work = { key: 'paper-reef', width: 1800, height: 1500, draw };
