import { type Canvas, fill, maskOf } from '../canvas.ts';
import { colour } from '../colour.ts';
import { border, finish, stipple } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, type Place, polygon, ribbon, smooth } from '../shapes.ts';
import type { Work } from '../work.ts';
import { block, gouge } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, colour('#10192f'), {});
  fill(canvas, null, colour('#1b3053'), { texture: stipple((_, y) => 0.95 - y / (h * 0.6)) });
  block(canvas, ellipse(w * 0.5, h * 0.27, w * 0.2), '#f3e4b8');
  for (let i = 1; i < 12; i++) {
    const radius = w * (0.2 + i * 0.045);
    for (let k = 0; k < 16 + i * 4; k++) {
      const a = (k / (16 + i * 4)) * Math.PI * 2 + i * 0.4;
      const line = Array.from(
        { length: 8 },
        (_, s): Place => [w * 0.5 + Math.cos(a + s * 0.022) * radius, h * 0.27 + Math.sin(a + s * 0.022) * radius],
      );
      if ((line[0] as Place)[1] < h * 0.56) gouge(canvas, line, 8 - i * 0.45, i % 3 === 0 ? '#c9a968' : '#5f83a5');
    }
  }
  moonlitSea(canvas, random);
  const boat: Place = [w * 0.5, h * 0.74];
  block(
    canvas,
    smooth([
      [boat[0] - 190, boat[1] - 26],
      [boat[0] - 110, boat[1] + 36],
      [boat[0] + 110, boat[1] + 36],
      [boat[0] + 200, boat[1] - 40],
      [boat[0] + 60, boat[1] + 4],
      [boat[0] - 80, boat[1] + 4],
    ]),
    '#080d1c',
  );
  sail(canvas, boat[0] + 26, boat[1] - 10, 1, 1, '#d9583a');
  sail(canvas, boat[0] - 120, boat[1] - 16, 0.66, 0.8, '#c8472f');
  border(canvas, 64, 0xefe4ca);
  finish(canvas, { paper: 0.07, corners: 0.04 });
}

/** Short cuts, pale where the moon lies on the water. */
function moonlitSea(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;

  for (let row = 0; row < 34; row++) {
    const y = h * 0.57 + row * row * 0.36 + row * 11;
    const reach = w * (0.06 + row * 0.014);
    for (let x = -20; x < w + 20; ) {
      const span = random.between(40, 150) * (0.5 + row / 22);
      const lit = Math.abs(x + span / 2 - w * 0.5) < reach * random.between(0.5, 1.2);
      const line = curve(
        [
          [x, y],
          [x + span * 0.25, y - 5 - row * 0.3],
          [x + span * 0.5, y + 1],
          [x + span * 0.75, y + 5 + row * 0.2],
          [x + span, y],
        ],
        false,
        5,
      );
      gouge(canvas, line, (lit ? 9 : 5) + row * 0.2, lit ? '#f3e4b8' : random.pick(['#35597f', '#4b7396', '#27456b']));
      x += span * random.between(0.9, 1.3);
    }
  }
}

/** A battened sail of a junk on its mast. */
function sail(canvas: Canvas, x: number, y: number, tall: number, wide: number, tint: string) {
  const at = (a: number, b: number): Place => [x + a * wide, y + b * tall];
  const shape = polygon(at(-46, -30), at(-66, -300), at(-38, -430), at(70, -400), at(150, -250), at(172, -40));
  block(canvas, shape, tint);
  const within = maskOf(canvas, shape);
  for (let i = 1; i < 7; i++)
    fill(canvas, ribbon([at(-90, -10 - i * 62), at(200, -24 - i * 50)], 7), 0x3d1318, { within });
  gouge(canvas, [at(0, 20), at(0, -200), at(4, -470)], 12, '#080d1c');
}

export const moonSea: Work = { key: 'moon-sea', width: 1300, height: 1800, draw };
