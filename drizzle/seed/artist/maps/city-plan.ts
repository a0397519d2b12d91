import { type Canvas, fill, maskOf } from '../canvas.ts';
import { colour } from '../colour.ts';
import { grain, noiseOf } from '../noise.ts';
import { across, border, finish, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, handmade, type Place, polygon, rectangle, ribbon, ring } from '../shapes.ts';
import type { Work } from '../work.ts';
import { frame } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, colour('#f0e9da'));
  const tints = ['#c8553d', '#e1a25b', '#d9c7a0', '#8f9f7c', '#b8afa0', '#6d7f86'];
  const [cx, cy] = [w * 0.52, h * 0.45];
  const split = (quad: [Place, Place, Place, Place], depth: number) => {
    const [a, b, c, d] = quad;
    const wide = Math.hypot(b[0] - a[0], b[1] - a[1]) + Math.hypot(c[0] - d[0], c[1] - d[1]);
    const tall = Math.hypot(d[0] - a[0], d[1] - a[1]) + Math.hypot(c[0] - b[0], c[1] - b[1]);
    if (depth === 0 || Math.max(wide, tall) < random.between(90, 150)) return building(canvas, random, quad, tints);
    const t = random.between(0.38, 0.62);
    const mid = (p: Place, q: Place, s: number): Place => [p[0] + (q[0] - p[0]) * s, p[1] + (q[1] - p[1]) * s];
    const gap = depth > 3 ? 0.045 : 0.03;
    if (wide > tall) {
      split([a, mid(a, b, t - gap), mid(d, c, t - gap), d], depth - 1);
      split([mid(a, b, t + gap), b, c, mid(d, c, t + gap)], depth - 1);
    } else {
      split([a, b, mid(b, c, t - gap), mid(a, d, t - gap)], depth - 1);
      split([mid(a, d, t + gap), mid(b, c, t + gap), c, d], depth - 1);
    }
  };
  const ringAt = (angle: number, radius: number): Place => [
    cx + Math.cos(angle) * radius * 1.05,
    cy + Math.sin(angle) * radius,
  ];
  rings(canvas, random, ringAt, split);
  riverAndSquare(canvas, cx, cy);
  border(canvas, 70, colour('#f7f1e4'));
  frame(canvas, 54, 3, '#4a4a4a');
  finish(canvas, { paper: 0.07, corners: 0.05 });
}

/** Five rings of quarters around the square, each turned a little. */
function rings(
  canvas: Canvas,
  random: Random,
  ringAt: (angle: number, radius: number) => Place,
  split: (quad: [Place, Place, Place, Place], depth: number) => void,
) {
  const radii = [110, 290, 480, 690, 930, 1200];
  for (let k = 0; k < radii.length - 1; k++) {
    const spokes = 8 + k * 3;
    for (let i = 0; i < spokes; i++) {
      const [from, to] = [(i / spokes) * Math.PI * 2 + k * 0.22, ((i + 1) / spokes) * Math.PI * 2 + k * 0.22];
      const inner = (radii[k] as number) + 9;
      const outer = (radii[k + 1] as number) - 9;
      const pad = 0.012 + 4 / inner;
      if (random.chance(0.07))
        park(canvas, random, [
          ringAt(from + pad, inner),
          ringAt(to - pad, inner),
          ringAt(to - pad, outer),
          ringAt(from + pad, outer),
        ]);
      else
        split(
          [ringAt(from + pad, inner), ringAt(to - pad, inner), ringAt(to - pad, outer), ringAt(from + pad, outer)],
          6,
        );
    }
  }
}

/** The river over everything, its bridges, and the round square in the middle. */
function riverAndSquare(canvas: Canvas, cx: number, cy: number) {
  const { width: w, height: h } = canvas;

  const river = curve([
    [-40, h * 0.78],
    [w * 0.2, h * 0.7],
    [w * 0.36, h * 0.79],
    [w * 0.6, h * 0.7],
    [w * 0.78, h * 0.74],
    [w + 40, h * 0.6],
  ]);
  fill(canvas, ribbon(river, 128), colour('#f0e9da'));
  fill(canvas, ribbon(river, 96), shaded(['#8fb8bd', '#6a9ba8'], across(0, 0, w, h), 0.14));
  for (const px of [0.14, 0.42, 0.66, 0.88]) {
    const [x, y] = river[Math.round(px * (river.length - 1))] as Place;
    fill(canvas, handmade(rectangle(x - 12, y - 78, 24, 156), noiseOf('bridge'), 2), colour('#d9c7a0'));
  }
  fill(canvas, ellipse(cx, cy, 96), colour('#8f9f7c'));
  fill(canvas, ring(cx, cy, 74, 62), colour('#f0e9da'));
  fill(canvas, ellipse(cx, cy, 26), colour('#c8553d'));
  for (let i = 0; i < 12; i++)
    fill(canvas, ellipse(cx + Math.cos(i * 0.524) * 46, cy + Math.sin(i * 0.524) * 46, 9), colour('#5d7456'));
}

function building(canvas: Canvas, random: Random, quad: [Place, Place, Place, Place], tints: string[]) {
  const shape = polygon(...quad);
  fill(
    canvas,
    shape.map((o) => o.map((v) => v + 4)),
    0x4a3a3a,
    { opacity: 0.28 },
  );
  const tint = colour(random.pick(tints));
  fill(canvas, shape, (x, y) => (grain(x, y) > 0.85 ? 0xf0e9da : tint));
  const [mx, my] = [0, 1].map((k) => quad.reduce((sum, place) => sum + (place[k] as number), 0) / 4) as [
    number,
    number,
  ];
  if (random.chance(0.4))
    fill(
      canvas,
      polygon(...quad.map(([x, y]): Place => [mx + (x - mx) * 0.4, my + (y - my) * 0.4])),
      colour('#f0e9da'),
    );
}

function park(canvas: Canvas, random: Random, quad: [Place, Place, Place, Place]) {
  const shape = polygon(...quad);
  fill(canvas, shape, colour('#a9b78d'));
  const within = maskOf(canvas, shape);
  const [[ax, ay], , [bx, by]] = quad;
  for (let i = 0; i < 60; i++) {
    const [x, y] = [
      random.between(Math.min(ax, bx) - 60, Math.max(ax, bx) + 60),
      random.between(Math.min(ay, by) - 60, Math.max(ay, by) + 60),
    ];
    fill(canvas, ellipse(x + 4, y + 5, 13), 0x3f5540, { within, opacity: 0.5 });
    fill(canvas, ellipse(x, y, 13), colour(random.pick(['#5d7456', '#7b9468', '#8fa873'])), { within });
  }
}

export const cityPlan: Work = { key: 'city-plan', width: 1500, height: 1800, draw };
