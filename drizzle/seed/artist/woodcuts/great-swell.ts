import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { across, border, finish, shaded } from '../paints.ts';
import { ellipse, leaf, type Place, polygon } from '../shapes.ts';
import type { Work } from '../work.ts';
import { blade, block, gouge, ink } from './technique.ts';

type Swell = { base: number; height: number; length: number; shift: number; ink: string; cut: string; foam: string };

/** The crest of a swell: sharp on top, round below, leaning with the wind. */
function swellAt({ base, height, length, shift }: Swell, x: number): number {
  const phase = ((x + shift) / length) * Math.PI * 2;
  const lean = phase + 0.55 * Math.sin(phase);
  return base - height * (1 - Math.abs(Math.sin(lean / 2))) ** 1.35 - blade(x / 70, base) * 5;
}

function swell(canvas: Canvas, made: Swell) {
  const { width: w, height: h } = canvas;
  const xs = Array.from({ length: 260 }, (_, i) => -30 + (i / 259) * (w + 60));
  block(canvas, [[-30, h + 30, ...xs.flatMap((x) => [x, swellAt(made, x)]), w + 30, h + 30]], made.ink);
  for (let k = 0; k < 15; k++) {
    const below = 16 + k * (13 + k * 1.7);
    const flatten = Math.max(0.12, 1 - k * 0.062);
    for (let start = -40 + ((k * 137) % 90); start < w + 40; ) {
      const span = 90 + ((k * 61 + start * 0.7) % 210);
      const line = Array.from({ length: 22 }, (_, i): Place => {
        const x = start + (i / 21) * span;
        return [x, made.base + (swellAt(made, x) - made.base) * flatten + below];
      });
      gouge(canvas, line, 7.5 - k * 0.3, made.cut);
      start += span + 14 + ((k * 29) % 26);
    }
  }
  gouge(
    canvas,
    xs.map((x): Place => [x, swellAt(made, x) + 2]),
    9,
    made.foam,
  );
  foam(canvas, made);
}

/** Foam where the crest breaks: claws and spray. */
function foam(canvas: Canvas, made: Swell) {
  for (let x = -60; x < canvas.width + 60; x += 13) {
    const y = swellAt(made, x);
    const rise = (made.base - y) / made.height;
    if (rise < 0.45) continue;
    const size = 6 + rise * 15;
    fill(canvas, ellipse(x, y + 3, size, size * 0.8), colour(made.foam), { texture: ink });
    if (rise > 0.7) {
      const turn = -2.4 + blade(x / 20, 3) * 0.9;
      fill(canvas, leaf(x, y, turn, size * 2.6, size * 0.9, 1.6), colour(made.foam), { texture: ink });
      for (let d = 0; d < 3; d++)
        fill(
          canvas,
          ellipse(x - 20 - d * 26 + blade(x, d) * 20, y - 20 - d * 20 + blade(d, x) * 30, 5 - d),
          colour(made.foam),
        );
    }
  }
}

function draw(canvas: Canvas) {
  const { width: w, height: h } = canvas;
  skyAndMountain(canvas);
  const seas: Swell[] = [
    { base: h * 0.56, height: h * 0.09, length: w * 0.3, shift: 40, ink: '#7fa3a8', cut: '#dfe3cf', foam: '#f5ecd8' },
    { base: h * 0.66, height: h * 0.17, length: w * 0.46, shift: 260, ink: '#3f7590', cut: '#a9c9c4', foam: '#f7efdc' },
    {
      base: h * 0.83,
      height: h * 0.34,
      length: w * 0.72,
      shift: w * 0.49,
      ink: '#1f4a73',
      cut: '#79aab5',
      foam: '#fbf4e2',
    },
    { base: h * 0.97, height: h * 0.22, length: w * 0.58, shift: 90, ink: '#12305a', cut: '#4d83a0', foam: '#fbf4e2' },
  ];
  for (const made of seas) swell(canvas, made);
  border(canvas, 56, 0xf4ead4);
  finish(canvas, { paper: 0.07, corners: 0.06 });
}

/** Sun, thin clouds, and a mountain under snow. */
function skyAndMountain(canvas: Canvas) {
  const { width: w, height: h } = canvas;

  fill(canvas, null, shaded(['#d9b48a', '#ecd9b4', '#f3e7cd', '#e9d8b9'], across(0, 0, 0, h), 0.1));
  block(canvas, ellipse(w * 0.7, h * 0.26, h * 0.13), '#cf4432');
  for (let i = 0; i < 7; i++)
    gouge(
      canvas,
      [
        [w * (0.05 + i * 0.09), h * (0.1 + ((i * 7) % 5) * 0.045)],
        [w * (0.28 + i * 0.11), h * (0.1 + ((i * 7) % 5) * 0.045)],
      ],
      8,
      '#c69a70',
    );
  const cone = polygon(
    [w * 0.2, h * 0.56],
    [w * 0.37, h * 0.335],
    [w * 0.395, h * 0.33],
    [w * 0.42, h * 0.336],
    [w * 0.62, h * 0.56],
  );
  block(canvas, cone, '#6f8799');
  block(
    canvas,
    polygon(
      [w * 0.33, h * 0.388],
      [w * 0.37, h * 0.335],
      [w * 0.395, h * 0.33],
      [w * 0.42, h * 0.336],
      [w * 0.46, h * 0.388],
      [w * 0.432, h * 0.375],
      [w * 0.415, h * 0.402],
      [w * 0.39, h * 0.378],
      [w * 0.368, h * 0.405],
      [w * 0.35, h * 0.378],
    ),
    '#f6ecd8',
  );
}

export const greatSwell: Work = { key: 'great-swell', width: 1800, height: 1260, draw };
