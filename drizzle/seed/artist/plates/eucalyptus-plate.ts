import type { Canvas } from '../canvas.ts';
import { colour } from '../colour.ts';
import { border, finish } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, leaf, type Place, ribbon, spine, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { pen, sheet, tinted } from './technique.ts';

function veined(
  canvas: Canvas,
  x: number,
  y: number,
  turn: number,
  length: number,
  wide: number,
  bend: number,
  tint: string,
  seed: string,
) {
  const shape = leaf(x, y, turn, length, wide, bend, 0.42);
  tinted(canvas, shape, tint, seed);
  const half = leaf(x, y, turn, length, wide * 0.5, bend + 0.03, 0.42);
  tinted(canvas, half, tint, `${seed} half`, 0.35);
  const mid = spine(x, y, turn, length * 0.97, bend);
  pen(canvas, mid, 3);
  for (let i = 3; i < 19; i += 2) {
    const [px, py] = mid[i] as Place;
    const reach = wide * 0.48 * Math.sin(Math.PI * (i / 22) ** 0.8);
    for (const side of [-1, 1])
      pen(
        canvas,
        spine(px, py, turn + bend * (i / 22) + side * 0.85, reach * 1.15, -side * 0.3, 6),
        1.5,
        0x3a3028,
        0.55,
      );
  }
  const outline = shape[0] as number[];
  const places = Array.from(
    { length: outline.length / 2 },
    (_, i): Place => [outline[i * 2] as number, outline[i * 2 + 1] as number],
  );
  pen(canvas, [...places, places[0] as Place], 1.8);
}

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  sheet(canvas, '#f3efe6');
  const main = curve(through(w * 0.5, h * 0.97, w * 0.54, h * 0.7, w * 0.46, h * 0.42, w * 0.52, h * 0.1));
  tinted(
    canvas,
    ribbon(main, (t) => 16 - 10 * t),
    '#8f7a5f',
    'main',
  );
  const tints = ['#7fa398', '#9bb8ac', '#6f9490', '#a9bfa8', '#88a0a8'];
  for (let i = 2; i < main.length - 1; i += 2) {
    const [x, y] = main[i] as Place;
    const t = i / main.length;
    for (const side of [-1, 1])
      veined(
        canvas,
        x,
        y,
        -Math.PI / 2 + side * random.between(0.85, 1.25),
        (300 - 160 * t) * random.between(0.85, 1.1),
        (130 - 60 * t) * random.between(0.85, 1.1),
        -side * 0.3,
        random.pick(tints),
        `leaf ${i}${side}`,
      );
  }
  for (const [px, py, s] of [
    [0.33, 0.27, 1],
    [0.7, 0.5, 1.1],
    [0.66, 0.2, 0.8],
  ] as const)
    for (let i = 0; i < 7; i++) {
      const a = -2.6 + i * 0.36;
      const tip: Place = [w * px + Math.cos(a) * 84 * s, h * py + Math.sin(a) * 84 * s];
      pen(canvas, [[w * px, h * py], tip], 3.4);
      for (let k = 0; k < 12; k++) pen(canvas, spine(...tip, a + (k - 6) * 0.2, 44 * s, 0, 4), 1.4, 0xc85a5a, 0.7);
      tinted(canvas, ellipse(...tip, 15 * s), '#8fae8a', 'gum');
    }
  pen(canvas, main, 2.6);
  border(canvas, 40, colour('#faf6ec'));
  finish(canvas, { paper: 0.08, corners: 0.08 });
}

export const eucalyptusPlate: Work = { key: 'eucalyptus-plate', width: 1250, height: 1800, draw };
