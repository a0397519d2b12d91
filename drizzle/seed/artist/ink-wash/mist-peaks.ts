import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { cloudOf, type Field, noiseOf, tooth } from '../noise.ts';
import { finish, glow, watery } from '../paints.ts';
import type { Random } from '../random.ts';
import { type Crest, land, mountainCrest } from '../scenery.ts';
import { curve, ellipse, leaf, type Place, rectangle, spine, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { bristle, brush, rice, seal, wash } from './technique.ts';

/** A mountain: ink along its crest, dissolving downwards into mist, with texture strokes down its flanks. */
function mountain(
  canvas: Canvas,
  random: Random,
  crest: Crest,
  ink: string,
  opacity: number,
  depth: number,
  strokes: number,
) {
  const heights = Float32Array.from({ length: Math.ceil(canvas.width) + 2 }, (_, x) => crest(x));
  const folds = cloudOf(`folds ${depth}`, 4);
  const body: Field = (x, y) => {
    const below = (y - (heights[x | 0] as number)) / depth;
    return Math.max(0, (1 - below) * (0.55 + 0.5 * folds(x / 110, y / 260)) + 0.1 * tooth(x, y) * (1 - below));
  };
  wash(canvas, land(canvas, crest), ink, opacity, body);
  for (let i = 0; i < strokes; i++) {
    const x = random.next() * canvas.width;
    const y = crest(x) + random.next() ** 1.8 * depth * 0.5;
    const slope = crest(x + 14) - crest(x - 14);
    const line = spine(
      x,
      y,
      Math.PI / 2 - Math.sign(slope) * -0.5 + random.between(-0.25, 0.25),
      random.between(24, 100),
      random.between(-0.3, 0.3),
      8,
    );
    brush(canvas, line, (t) => random.between(3, 7) * (1 - t) + 1, ink, {
      opacity: opacity * random.between(0.2, 0.55),
      dry: 0.6,
    });
  }
  const ridge = Array.from(
    { length: 240 },
    (_, i): Place => [(i / 239) * canvas.width, crest((i / 239) * canvas.width)],
  );
  brush(canvas, ridge, (t) => 3 + 3 * bristle(t * 40, depth), ink, { opacity: opacity * 0.6, dry: 0.7 });
}

function inkPine(canvas: Canvas, random: Random, x: number, y: number, height: number, ink: string) {
  const trunk = curve([
    [x, y],
    [x + height * 0.1, y - height * 0.4],
    [x - height * 0.06, y - height * 0.7],
    [x + height * 0.04, y - height],
  ]);
  brush(canvas, trunk, (t) => height * 0.07 * (1 - t * 0.7), ink, { dry: 0.5 });
  for (let i = 0; i < 9; i++) {
    const t = 0.4 + (i / 9) * 0.6;
    const [px, py] = trunk[Math.min(trunk.length - 1, Math.round(t * trunk.length))] as Place;
    const side = i % 2 ? 1 : -1;
    const reach = height * (0.5 - t * 0.34);
    brush(
      canvas,
      curve(through(px, py, px + side * reach * 0.5, py - reach * 0.1, px + side * reach, py + reach * 0.08)),
      (s) => height * 0.02 * (1 - s * 0.6),
      ink,
    );
    for (let k = 0; k < 4; k++)
      needles(
        canvas,
        random,
        px + side * reach * (0.35 + k * 0.24),
        py + reach * 0.02 - (k % 2) * height * 0.03,
        height * 0.085,
        ink,
      );
  }
}

/** A fan of needles, as the brush flicks them: upwards from one foot. */
function needles(canvas: Canvas, random: Random, x: number, y: number, size: number, ink: string) {
  wash(canvas, ellipse(x, y - size * 0.3, size * 1.1, size * 0.5), '#5d6a66', 0.4);
  for (let k = 0; k < 13; k++) {
    const turn = -Math.PI / 2 + (k / 12 - 0.5) * 2.5 + random.bell() * 0.08;
    fill(canvas, leaf(x, y, turn, size * random.between(0.85, 1.15), 4), colour(ink), {
      mode: 'multiply',
      opacity: 0.85,
    });
  }
}

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  rice(canvas);
  glow(canvas, [w * 0.7, h * 0.13], 300, 0xfff3d8, 0.4);
  wash(canvas, ellipse(w * 0.7, h * 0.13, 62), '#c8523c', 0.8, watery('sun', 0.3));
  const tall = (seed: string, base: number, height: number, rough: number): Crest => {
    const crest = mountainCrest(seed, base, height, rough);
    const where = noiseOf(`${seed} lift`);
    return (x) => crest(x) - Math.max(0, where(x / (w * 0.22), 3)) * height * 0.9;
  };
  mountain(canvas, random, tall('m1', h * 0.42, h * 0.12, w * 0.3), '#8c98a0', 0.5, h * 0.3, 60);
  mountain(canvas, random, tall('m2', h * 0.52, h * 0.17, w * 0.34), '#66747e', 0.65, h * 0.28, 140);
  mountain(canvas, random, tall('m3', h * 0.68, h * 0.19, w * 0.4), '#3f4a54', 0.8, h * 0.26, 240);
  const rocks = mountainCrest('m4', 0, h * 0.035, w * 0.4);
  const near = (x: number) => h * 0.885 + rocks(x) + Math.max(0, x / w - 0.16) ** 1.6 * h * 0.42;
  mountain(canvas, random, near, '#23282e', 0.95, h * 0.2, 160);
  hut(canvas, w * 0.34, near(w * 0.34) + 20, 1.1);
  for (const [px, size] of [
    [0.22, 330],
    [0.08, 470],
  ] as const)
    inkPine(canvas, random, w * px, near(w * px) + 34, size, '#1d2024');
  sampan(canvas, w * 0.76, h * 0.885, 0.9);
  for (let i = 0; i < 7; i++)
    brush(
      canvas,
      [
        [w * random.between(0.5, 0.8), h * (0.92 + i * 0.011)],
        [w * random.between(0.82, 1), h * (0.92 + i * 0.011)],
      ],
      (t) => 3.4 * Math.sin(Math.PI * t),
      '#5b666e',
      { opacity: 0.4, dry: 0.8 },
    );
  seal(canvas, w * 0.86, h * 0.3, 74);
  finish(canvas, { paper: 0.08, grit: 0.03, corners: 0.1 });
}

function hut(canvas: Canvas, x: number, y: number, s: number) {
  wash(canvas, rectangle(x - 58 * s, y - 56 * s, 116 * s, 60 * s), '#d9c7a3', 0.9);
  brush(
    canvas,
    curve([
      [x - 96 * s, y - 50 * s],
      [x - 40 * s, y - 80 * s],
      [x, y - 112 * s],
      [x + 40 * s, y - 80 * s],
      [x + 96 * s, y - 50 * s],
    ]),
    (t) => 22 * s * Math.sin(Math.PI * (0.2 + t * 0.6)),
    '#2a2a2c',
    { dry: 0.5 },
  );
  for (const dx of [-56, -20, 20, 56])
    brush(canvas, through(x + dx * s, y - 58 * s, x + dx * s, y + 6 * s), 6 * s, '#2a2a2c', { dry: 0.3 });
}

function sampan(canvas: Canvas, x: number, y: number, s: number) {
  brush(
    canvas,
    curve([
      [x - 120 * s, y - 10 * s],
      [x - 40 * s, y + 14 * s],
      [x + 50 * s, y + 14 * s],
      [x + 128 * s, y - 16 * s],
    ]),
    (t) => 20 * s * Math.sin(Math.PI * t) + 2,
    '#23282e',
    { dry: 0.3 },
  );
  brush(
    canvas,
    curve(through(x - 10 * s, y, x + 4 * s, y - 52 * s, x + 60 * s, y - 52 * s, x + 74 * s, y)),
    7 * s,
    '#23282e',
  );
  brush(
    canvas,
    through(x - 74 * s, y + 2 * s, x - 70 * s, y - 38 * s, x - 66 * s, y - 58 * s),
    (t) => (22 - t * 14) * s,
    '#23282e',
  );
  wash(canvas, leaf(x - 98 * s, y - 56 * s, -0.25, 66 * s, 24 * s), '#23282e', 0.95);
  brush(canvas, through(x - 60 * s, y - 40 * s, x - 170 * s, y + 30 * s), 4 * s, '#23282e');
}

export const mistPeaks: Work = { key: 'mist-peaks', width: 1080, height: 1900, draw };
