import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { noiseOf } from '../noise.ts';
import { around, border, finish, stipple } from '../paints.ts';
import type { Random } from '../random.ts';
import { ellipse, type Place, places, smooth, spine } from '../shapes.ts';
import type { Work } from '../work.ts';
import { block, gouge } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  const [paper, blue, rust] = ['#efe5d0', '#22405e', '#b5532f'];
  field(canvas, random, blue, paper, rust);
  const [x, y] = [w * 0.38, h * 0.8];
  const at = (places: Place[]) => smooth(places.map(([a, b]): Place => [x + a, y + b]));
  block(canvas, at(places('40 -560, 10 -760, 36 -960, 84 -900, 100 -720, 92 -560')), rust);
  block(canvas, at(places('100 -560, 130 -760, 204 -920, 226 -840, 196 -660, 140 -540')), '#9a4225');
  block(
    canvas,
    at(
      places(
        '-300 60, -330 -120, -250 -320, -90 -420, 10 -480, 40 -580, 130 -610, 220 -540, 262 -450, 236 -400, 150 -370, 140 -200, 150 40, 60 70',
      ),
    ),
    rust,
  );
  block(canvas, at(places('-300 70, -310 -60, -210 -170, -80 -130, -20 0, 60 60, 40 92, -200 96')), '#9a4225');
  block(canvas, ellipse(x - 336, y - 10, 58), paper);
  for (let row = 0; row < 9; row++)
    for (let i = 0; i < 8; i++)
      gouge(
        canvas,
        spine(x - 230 + i * 42 + row * 10, y - 310 + row * 40 + i * 4 - (i > 4 ? 40 : 0), 1.9, 34, 0.3, 5),
        6,
        '#e9b98a',
      );
  for (let i = 0; i < 5; i++)
    gouge(canvas, spine(x + 60 + i * 3, y - 640 - i * 50, -Math.PI / 2 - 0.05, 44, 0, 4), 10, '#e9b98a');
  block(canvas, ellipse(x + 158, y - 506, 26, 22), '#15181f');
  block(canvas, ellipse(x + 164, y - 512, 7), paper);
  for (let i = -2; i < 3; i++) gouge(canvas, spine(x + 236, y - 430, i * 0.22 + 0.1, 130, 0.3, 8), 3.4, paper);
  foreGrass(canvas, random, x, y);
  border(canvas, 60, colour('#f4ead4'));
  finish(canvas, { paper: 0.07, corners: 0.03 });
}

/** Moon, stars, ground, and grass behind the hare. */
function field(canvas: Canvas, random: Random, blue: string, paper: string, rust: string) {
  const { width: w, height: h } = canvas;

  fill(canvas, null, colour(blue));
  block(canvas, ellipse(w * 0.68, h * 0.27, w * 0.17), paper);
  fill(canvas, ellipse(w * 0.68, h * 0.27, w * 0.17), colour('#d7c9a8'), {
    texture: stipple((x, y) => around(w * 0.63, h * 0.24, w * 0.26)(x, y) * 0.7),
  });
  for (let i = 0; i < 90; i++)
    gouge(canvas, spine(random.next() * w, random.next() * h * 0.6, 0.3, random.between(10, 30), 0, 3), 4, '#7f9bb0');
  const ground = noiseOf('hare field');
  block(
    canvas,
    [
      [
        -20,
        h + 20,
        ...Array.from({ length: 80 }, (_, i) => [(i / 79) * (w + 40) - 20, h * 0.76 - 40 * ground(i / 24, 0)]).flat(),
        w + 20,
        h + 20,
      ],
    ],
    '#14283d',
  );
  for (let i = 0; i < 150; i++) {
    const x = random.next() * w;
    const y = h * random.between(0.8, 1.02);
    gouge(
      canvas,
      spine(x, y, -Math.PI / 2 + random.bell() * 0.25, random.between(70, 240), random.bell() * 0.25, 10),
      random.between(6, 12),
      random.pick(['#8fa6a0', paper, '#5f7f86', rust]),
    );
  }
}

/** Grass before it. */
function foreGrass(canvas: Canvas, random: Random, x: number, y: number) {
  for (let i = 0; i < 36; i++)
    gouge(
      canvas,
      spine(
        x - 330 + random.next() * 560,
        y + random.between(60, 160),
        -Math.PI / 2 + random.bell() * 0.2,
        random.between(90, 220),
        random.bell() * 0.2,
        10,
      ),
      10,
      random.pick(['#14283d', '#5f7f86', '#8fa6a0']),
    );
}

export const hareAndMoon: Work = { key: 'hare-and-moon', width: 1350, height: 1800, draw };
