import type { Mask } from '../canvas.ts';
import { type Canvas, fill, maskOf, paintMask } from '../canvas.ts';
import { colour } from '../colour.ts';
import { cloudOf, grain, noiseOf } from '../noise.ts';
import { around, finish, shaded, shadow } from '../paints.ts';
import type { Random } from '../random.ts';
import { ellipse, leaf, type Place, polygon, ribbon, ring, spine, through } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  depths(canvas, random);
  const koi: [number, number, number, number, number, number][] = [
    [0.2, 0.28, 0.7, 640, 0.9, 0],
    [0.78, 0.16, 2.3, 560, -0.8, 1],
    [0.68, 0.5, -2.5, 680, 0.7, 2],
    [0.3, 0.74, -0.6, 600, -0.8, 3],
    [0.82, 0.84, 3.5, 540, 0.9, 4],
  ];
  for (const fish of koi) aKoi(canvas, random, w, h, fish);
  for (const [px, py, r] of [
    [0.9, 0.36, 190],
    [0.08, 0.1, 170],
    [0.12, 0.52, 130],
    [0.55, 0.94, 200],
    [0.5, 0.06, 110],
    [0.4, 0.97, 110],
    [0.97, 0.62, 120],
  ] as const)
    lilyPad(canvas, random, w * px, h * py, r);
  for (const [px, py] of [
    [0.1, 0.14],
    [0.53, 0.9],
  ] as const)
    waterLily(canvas, w * px, h * py, 104);
  ripplesAndLight(canvas, random);
  finish(canvas, { corners: 0.16 });
}

/** The water, with stones seen through it. */
function depths(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;

  const deep = cloudOf('pond', 3);
  fill(
    canvas,
    null,
    shaded(['#0d3f47', '#12575a', '#1f7470', '#2f8a7c'], (x, y) => 0.45 + deep(x / 500, y / 500) * 0.5, 0.08),
  );
  for (let i = 0; i < 70; i++)
    fill(
      canvas,
      ellipse(random.next() * w, random.next() * h, random.between(20, 70), random.between(14, 44), random.next() * 3),
      0x0b3238,
      { opacity: 0.3 },
    );
}

/** Rings where a fish has turned, and light on the surface. */
function ripplesAndLight(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;

  for (const [px, py, r] of [
    [0.46, 0.4, 120],
    [0.62, 0.7, 90],
  ] as const)
    for (let k = 0; k < 3; k++)
      fill(canvas, ring(w * px, h * py, r * (1 + k * 0.55), r * (1 + k * 0.55) - 4), 0xcdeee2, {
        opacity: 0.3 - k * 0.07,
      });
  for (let i = 0; i < 34; i++)
    fill(
      canvas,
      leaf(random.next() * w, random.next() * h, random.between(-0.3, 0.3), random.between(40, 170), 4),
      0xd9f2e6,
      { opacity: random.between(0.08, 0.28) },
    );
}

function aKoi(
  canvas: Canvas,
  random: Random,
  w: number,
  h: number,
  [px, py, turn, length, bend, kind]: [number, number, number, number, number, number],
) {
  const line = spine(w * px, h * py, turn, length * 0.82, bend, 40);
  const girth = (t: number) => length * 0.2 * Math.sin(Math.PI * (0.1 + 0.86 * t ** 0.75)) ** 0.8 * (1 - 0.55 * t) + 6;
  const body = ribbon(line, girth);
  const at = (t: number) => line[Math.round(t * 40)] as Place;
  const along = (t: number) => turn + bend * t;
  shadow(canvas, body, { dx: 40, dy: 56, blur: 30, opacity: 0.45, tint: 0x021a20 });
  const [base, patch, fin] = [
    ['#fbf3e6', '#e2562f', '#f7d9c4'],
    ['#f3b13c', '#d9822b', '#f6c978'],
    ['#fdf6ea', '#d6402f', '#f9dfd2'],
    ['#2a2d38', '#e8752f', '#4a4a55'],
    ['#f7efe2', '#26262e', '#e2d6ca'],
  ][kind] as [string, string, string];
  koiFins(canvas, at, along, length, fin);
  const mask = maskOf(canvas, body);
  koiPattern(canvas, mask, base, kind, patch, length, turn, bend);
  fill(
    canvas,
    ribbon(line.slice(6, 36), (t) => length * 0.035 * Math.sin(Math.PI * t)),
    0xffffff,
    { opacity: 0.35 },
  );
  fill(
    canvas,
    ribbon(line.slice(12, 26), (t) => length * 0.03 * Math.sin(Math.PI * t)),
    colour(fin),
    { opacity: 0.9 },
  );
  koiHead(canvas, random, at, turn, length, fin);
}

/** Tail and two pairs of fins, seen through. */
function koiFins(canvas: Canvas, at: (t: number) => Place, along: (t: number) => number, length: number, fin: string) {
  const tail = at(1);
  for (const side of [-1, 1]) {
    fill(
      canvas,
      leaf(tail[0], tail[1], along(1) + side * 0.45, length * 0.34, length * 0.14, -side * 0.5),
      colour(fin),
      { opacity: 0.78, texture: (x, y) => 0.8 + grain(x, y) * 0.4 },
    );
    fill(
      canvas,
      leaf(...(at(0.28) as [number, number]), along(0.28) + side * 1.05, length * 0.26, length * 0.13, -side * 0.6),
      colour(fin),
      { opacity: 0.8 },
    );
    fill(
      canvas,
      leaf(...(at(0.62) as [number, number]), along(0.62) + side * 0.8, length * 0.14, length * 0.07, -side * 0.4),
      colour(fin),
      { opacity: 0.8 },
    );
  }
}

/** White or gold, with blots where the noise says, and scales. */
function koiPattern(
  canvas: Canvas,
  mask: Mask,
  base: string,
  kind: number,
  patch: string,
  length: number,
  turn: number,
  bend: number,
) {
  paintMask(canvas, mask, colour(base));
  const blot = noiseOf(`koi ${kind}`);
  paintMask(canvas, mask, colour(patch), {
    texture: (x, y) => Math.max(0, Math.min(1, (blot(x / (length * 0.17), y / (length * 0.17)) + 0.06) * 9)),
  });
  if (kind === 2)
    paintMask(canvas, mask, 0x22222a, {
      texture: (x, y) => Math.max(0, Math.min(1, (blot(x / 60 + 40, y / 60) - 0.42) * 9)),
    });
  const scale = length * 0.026;
  paintMask(canvas, mask, 0x5a2a20, {
    opacity: 0.25,
    mode: 'multiply',
    texture: (x, y) => {
      const u = (x * Math.cos(turn + bend / 2) + y * Math.sin(turn + bend / 2)) / scale;
      const v = (-x * Math.sin(turn + bend / 2) + y * Math.cos(turn + bend / 2)) / scale;
      const s = Math.hypot(u - Math.floor(u) - 0.2, ((((v + (Math.floor(u) % 2) * 0.5) % 1) + 1) % 1) - 0.5);
      return s > 0.5 ? 1 : 0;
    },
  });
}

/** Eyes and barbels. */
function koiHead(canvas: Canvas, random: Random, at: (t: number) => Place, turn: number, length: number, fin: string) {
  for (const side of [-1, 1]) {
    const [ex, ey] = at(0.07);
    fill(
      canvas,
      ellipse(
        ex + Math.cos(turn + side * 1.57) * length * 0.055,
        ey + Math.sin(turn + side * 1.57) * length * 0.055,
        length * 0.013,
      ),
      0x14141a,
    );
    const [mx, my] = at(0.02);
    fill(
      canvas,
      ribbon(spine(mx, my, turn + Math.PI - side * 0.9, length * random.between(0.05, 0.07), side * 0.5, 6), 3),
      colour(fin),
    );
  }
}

function lilyPad(canvas: Canvas, random: Random, x: number, y: number, r: number) {
  const gap = random.next() * 6;
  const rim: Place[] = Array.from({ length: 60 }, (_, i): Place => {
    const a = gap + 0.2 + (i / 59) * (Math.PI * 2 - 0.4);
    const k = r * (1 + 0.03 * Math.sin(i * 1.3));
    return [x + Math.cos(a) * k, y + Math.sin(a) * k];
  });
  const shape = polygon([x + Math.cos(gap) * r * 0.12, y + Math.sin(gap) * r * 0.12], ...rim);
  shadow(canvas, shape, { dx: 18, dy: 24, blur: 18, opacity: 0.5, tint: 0x021a20 });
  fill(canvas, shape, shaded(['#9cc45f', '#5f9a4e', '#35733f'], around(x - r * 0.3, y - r * 0.3, r * 1.4), 0.25));
  for (let i = 0; i < 13; i++) {
    const a = gap + 0.35 + (i / 12) * (Math.PI * 2 - 0.7);
    fill(
      canvas,
      ribbon(through(x, y, x + Math.cos(a) * r * 0.9, y + Math.sin(a) * r * 0.9), (t) => 5 * (1 - t) + 1),
      0xd7e8a6,
      { opacity: 0.5 },
    );
  }
}

function waterLily(canvas: Canvas, x: number, y: number, r: number) {
  for (let layer = 0; layer < 3; layer++)
    for (let i = 0; i < 11; i++) {
      const a = (i / 11) * Math.PI * 2 + layer * 0.28;
      const long = r * (1 - layer * 0.24);
      const shape = leaf(x, y, a, long, long * 0.4);
      shadow(canvas, shape, { dx: 3, dy: 5, blur: 5, opacity: 0.25 });
      fill(canvas, shape, shaded(['#e8739a', '#f7b7c8', '#fff1f0'], around(x, y, long), 0.2));
    }
  for (let i = 0; i < 24; i++)
    fill(
      canvas,
      ellipse(x + Math.cos(i * 2.4) * Math.sqrt(i) * 5, y + Math.sin(i * 2.4) * Math.sqrt(i) * 5, 5),
      0xf4c430,
    );
}

export const koiPond: Work = { key: 'koi-pond', width: 1400, height: 1800, draw };
