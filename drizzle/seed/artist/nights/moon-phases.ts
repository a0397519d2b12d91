import type { Paint } from '../canvas.ts';
import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { cloudOf, type Field } from '../noise.ts';
import { across, finish, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { crescent, ellipse, leaf, type Place, ribbon, ring, spine } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, shaded(['#1b1d3a', '#232a52', '#17193a'], across(0, 0, w * 0.4, h), 0.08));
  for (let i = 0; i < 500; i++)
    fill(canvas, ellipse(random.next() * w, random.next() * h, random.between(0.8, 2.4)), colour('#e8d6a8'), {
      opacity: random.between(0.2, 0.7),
    });
  const gold = shaded(['#f8e7b8', '#e6c680', '#c79a52'], across(0, 0, w, h), 0.16);
  const [x, y] = [w / 2, h * 0.46];
  for (const [outer, inner] of [
    [610, 606],
    [560, 557],
    [330, 326],
  ] as const)
    fill(canvas, ring(x, y, outer, inner), gold);
  const craters = cloudOf('moon', 4);
  const seas: Field = (px, py) => 0.4 + craters(px / 120, py / 120) * 0.6;
  fill(canvas, ellipse(x, y, 236), shaded(['#fff3cf', '#f1d99c', '#c99f5c'], seas, 0.2));
  for (let i = 0; i < 12; i++) {
    const a = (i / 12) * Math.PI * 2 - Math.PI / 2;
    const at: Place = [x + Math.cos(a) * 446, y + Math.sin(a) * 446];
    const phase = Math.abs(6 - i) / 6;
    fill(canvas, ellipse(...at, 66), colour('#30386a'));
    if (phase > 0.02)
      fill(canvas, crescent(...at, 66, i > 6 ? Math.PI : 0, (1 - phase) * 2 > 1.98 ? 0.02 : phase * 2), gold);
    fill(canvas, ring(...at, 76, 73), gold);
  }
  rays(canvas, x, y, gold);
  laurels(canvas, x, gold);
  finish(canvas, { paper: 0.05 });
}

/** Short strokes around, every sixth one long. */
function rays(canvas: Canvas, x: number, y: number, gold: Paint) {
  for (let i = 0; i < 72; i++) {
    const a = (i / 72) * Math.PI * 2;
    const long = i % 6 === 0 ? 60 : 26;
    fill(
      canvas,
      ribbon(
        [
          [x + Math.cos(a) * 622, y + Math.sin(a) * 622],
          [x + Math.cos(a) * (622 + long), y + Math.sin(a) * (622 + long)],
        ],
        (t) => 6 * (1 - t),
      ),
      gold,
    );
  }
}

/** Two sprigs below. */
function laurels(canvas: Canvas, x: number, gold: Paint) {
  const { height: h } = canvas;

  for (const side of [-1, 1]) {
    for (let k = 0; k < 9; k++) {
      const stem = spine(x, h * 0.96, -Math.PI / 2 + side * 0.95, 560, side * 0.42, 30);
      const [px, py] = stem[4 + k * 3] as Place;
      fill(canvas, leaf(px, py, -Math.PI / 2 + side * (0.2 + k * 0.1), 110 - k * 5, 32, side * 0.5), gold);
      fill(canvas, leaf(px, py, -Math.PI / 2 + side * (1.9 + k * 0.06), 90 - k * 4, 26, -side * 0.4), gold);
      if (k === 0) fill(canvas, ribbon(stem, 5), gold);
    }
  }
}

export const moonPhases: Work = { key: 'moon-phases', width: 1440, height: 1800, draw };
