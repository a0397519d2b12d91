import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { across, finish, shaded, shadow } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, leaf, ribbon, spine } from '../shapes.ts';
import { profiles } from '../vessels.ts';
import type { Work } from '../work.ts';
import { type Stops, standing, tableTop } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  tableTop(canvas, h * 0.78, ['#f6d9c0', '#f2bfa6', '#dd9788'], ['#3f6e86', '#2c5470', '#1f3d58']);
  const [x, y] = [w * 0.5, h * 0.9];
  const heads: [number, number, string[]][] = [
    [-330, -1010, ['#ff9d7a', '#e4483f', '#9c1f36']],
    [-130, -1210, ['#ffe08a', '#f2b23c', '#c4702a']],
    [120, -1150, ['#ffb3a8', '#ea6a72', '#a8304f']],
    [330, -960, ['#fff0da', '#f4c9a8', '#c98a74']],
    [-20, -930, ['#f48b7a', '#cf3240', '#7d1730']],
    [450, -700, ['#ffd47a', '#ea9a35', '#b05a24']],
    [-460, -740, ['#ffb9a0', '#e2695f', '#9b2f45']],
  ];
  stemsAndLeaves(canvas, heads, x, y);
  const mask = standing(canvas, {
    x,
    y,
    height: 560,
    profile: profiles.vase,
    stops: ['#fbf5ea', '#e8dccd', '#a898a8'],
    tilt: 0.22,
    inside: '#6d6270',
  });
  for (let i = 0; i < 9; i++)
    for (let j = 0; j < 8; j++)
      fill(
        canvas,
        ellipse(x + (i - 4) * 56 + (j % 2) * 28, y - 40 - j * 58, 15, 15),
        colour(random.pick(['#2f5f83', '#d9694f', '#2f5f83'])),
        { within: mask, opacity: 0.85 },
      );
  finish(canvas);
}

/** Flowers on their stems, then leaves before them. */
function stemsAndLeaves(canvas: Canvas, heads: [number, number, string[]][], x: number, y: number) {
  for (const [dx, dy, stops] of heads) {
    const line = curve([
      [x + dx * 0.1, y - 500],
      [x + dx * 0.3, y - 500 + (dy + 500) * 0.4],
      [x + dx * 0.72, y - 500 + (dy + 500) * 0.8],
      [x + dx, y + dy],
    ]);
    fill(canvas, ribbon(line, 17), shaded(['#7fa653', '#3c6d3a'], across(x - 300, 0, x + 300, 0), 0.2));
    tulip(canvas, x + dx, y + dy, 150, Math.atan2(dx, 900) * 1.1, stops);
  }
  for (const [turn, bend, length] of [
    [-2.3, 0.9, 640],
    [-0.9, -0.8, 620],
    [-1.85, 0.5, 760],
    [-1.2, -0.6, 700],
  ] as const) {
    fill(
      canvas,
      leaf(x, y - 470, turn, length, 92, bend),
      shaded(['#9cc06a', '#3f7a44', '#23553b'], across(x - 320, y - 900, x + 320, y - 500), 0.3),
    );
    fill(canvas, ribbon(spine(x, y - 470, turn, length * 0.9, bend), 3), 0xd5e4a0, { opacity: 0.5 });
  }
}

function tulip(canvas: Canvas, x: number, y: number, size: number, turn: number, stops: Stops) {
  const petal = (lean: number, width: number, tints: Stops) => {
    const shape = leaf(x, y + size * 0.5, -Math.PI / 2 + turn + lean, size * 1.35, width, -lean * 1.1, 0.42);
    shadow(canvas, shape, { dx: 4, dy: 6, blur: 8, opacity: 0.25 });
    fill(canvas, shape, shaded(tints, across(x - size * 0.4, y - size * 0.8, x + size * 0.4, y + size * 0.6), 0.26));
  };
  petal(-0.24, size * 0.6, [stops[1] as string, stops[2] as string]);
  petal(0.24, size * 0.6, [stops[1] as string, stops[2] as string]);
  petal(-0.5, size * 0.52, stops);
  petal(0.5, size * 0.52, stops);
  petal(0, size * 0.66, stops);
}

export const tulipVase: Work = { key: 'tulip-vase', width: 1350, height: 1800, draw };
