import type { Canvas } from '../canvas.ts';
import { colour } from '../colour.ts';
import { border, finish } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, type Place, ribbon, smooth, spine, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { pen, shake, sheet, tinted } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  sheet(canvas, '#f4eee0');
  const branch = curve([
    [w * 0.98, h * 0.06],
    [w * 0.72, h * 0.2],
    [w * 0.56, h * 0.38],
    [w * 0.44, h * 0.62],
    [w * 0.24, h * 0.86],
  ]);
  tinted(
    canvas,
    ribbon(branch, (t) => 30 - 20 * t),
    '#8a6a4c',
    'branch',
  );
  pen(canvas, branch, 2.6);
  const tints = ['#e8b93a', '#f0cf5a', '#d99f2b', '#c9c04a', '#a9b24a'];
  for (let i = 0; i < 30; i++) {
    const [x, y] = branch[Math.min(branch.length - 1, 5 + Math.floor((i / 30) * (branch.length - 4)))] as Place;
    const side = i % 2 ? 1 : -1;
    const turn = 2.1 + side * random.between(0.7, 1.5);
    const stalk = spine(x, y, turn, random.between(110, 210), side * 0.4, 12);
    pen(canvas, stalk, 4, 0x6a5a2c, 0.9);
    ginkgo(
      canvas,
      ...(stalk.at(-1) as [number, number]),
      turn + side * 0.4,
      random.between(120, 190),
      random.pick(tints),
      i,
    );
  }
  fruits(canvas);
  border(canvas, 40, colour('#faf5e9'));
  finish(canvas, { paper: 0.08, corners: 0.08 });
}

/** Two, on their stalks. */
function fruits(canvas: Canvas) {
  const { width: w, height: h } = canvas;

  for (const [px, py] of [
    [0.3, 0.62],
    [0.36, 0.7],
  ] as const) {
    pen(
      canvas,
      curve(through(w * (px + 0.12), h * (py - 0.06), w * (px + 0.04), h * (py - 0.03), w * px, h * py)),
      4,
      0x6a5a2c,
    );
    tinted(canvas, ellipse(w * px, h * (py + 0.02), 44, 50), '#e0a85a', 'fruit');
    pen(
      canvas,
      curve(through(w * px - 22, h * (py + 0.03), w * px, h * (py + 0.043), w * px + 22, h * (py + 0.03))),
      1.6,
    );
  }
}

function ginkgo(canvas: Canvas, x: number, y: number, turn: number, size: number, tint: string, seed: number) {
  const rim: Place[] = Array.from({ length: 33 }, (_, i): Place => {
    const a = turn + (i / 32 - 0.5) * 2.2;
    const notch = Math.exp(-(((i - 16) / 1.6) ** 2)) * 0.34;
    const r = size * (1 - notch + 0.04 * shake(i / 2, seed) - 0.16 * Math.abs(i / 16 - 1) ** 3);
    return [x + Math.cos(a) * r, y + Math.sin(a) * r];
  });
  const shape = smooth([[x, y], ...rim], 3);
  tinted(canvas, shape, tint, `ginkgo ${seed}`, 0.92);
  for (let i = 1; i < 32; i++)
    pen(
      canvas,
      [[x, y], [(x * 2 + (rim[i] as Place)[0] * 3) / 5, (y * 2 + (rim[i] as Place)[1] * 3) / 5], rim[i] as Place],
      1.3,
      0x8a6414,
      0.45,
    );
  pen(canvas, curve(rim, false, 3), 1.8, 0x6a4a14, 0.75);
}

export const ginkgoPlate: Work = { key: 'ginkgo-plate', width: 1350, height: 1700, draw };
