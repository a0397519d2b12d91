import { type Canvas, fill } from '../canvas.ts';
import { tooth } from '../noise.ts';
import { finish, watery } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, leaf, type Place, polygon, spine, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { bristle, brush, rice, seal, wash } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  rice(canvas, '#f3ecdd');
  wash(canvas, ellipse(w * 0.62, h * 0.24, w * 0.27), '#e8d3a8', 0.65, watery('moon', 0.3));
  const stalks: [number, number, string, number][] = [
    [0.7, 50, '#a8b0a8', 0.6],
    [0.25, 66, '#6c7a70', 0.8],
    [0.42, 84, '#2d3a33', 0.95],
  ];
  for (const [px, wide, ink, opacity] of stalks) {
    let y = h + 40;
    let x = w * px;
    const lean = random.between(-0.05, 0.09);
    while (y > -60) {
      const step = random.between(230, 310);
      const top: Place = [x + step * lean, y - step];
      brush(
        canvas,
        through(x, y - 10, (x + top[0]) / 2, y - step / 2, top[0], top[1] + 10),
        (t) => wide * (0.93 + 0.12 * Math.abs(t - 0.5) * 2),
        ink,
        { opacity, dry: 0.55 },
      );
      brush(
        canvas,
        curve(through(top[0] - wide * 0.56, top[1] + 4, top[0], top[1] - 5, top[0] + wide * 0.56, top[1] + 3)),
        8,
        ink,
        { opacity },
      );
      if (random.chance(0.75)) spray(canvas, random, top, random.pick([-1, 1]), ink, opacity);
      [x, y] = top;
    }
  }
  for (let i = 0; i < 5; i++)
    spray(canvas, random, [w * random.between(0.5, 0.9), h * random.between(0.28, 0.7)], -1, '#1c2420', 0.95);
  sparrow(canvas, w * 0.72, h * 0.86);
  seal(canvas, w * 0.1, h * 0.1, 70);
  finish(canvas, { paper: 0.08 });
}

function spray(canvas: Canvas, random: Random, [x, y]: Place, side: number, ink: string, opacity: number) {
  const twig = spine(x, y, side > 0 ? -0.5 : Math.PI + 0.5, random.between(120, 230), side * 0.5, 14);
  brush(canvas, twig, 5, ink, { opacity });
  for (let i = 0; i < 7; i++) {
    const [px, py] = twig[random.whole(5, 14)] as Place;
    const turn = Math.PI / 2 - side * random.between(0.1, 1.1);
    wash(
      canvas,
      leaf(px, py, turn, random.between(110, 220), random.between(20, 34), side * random.between(-0.35, 0.2), 0.34),
      ink,
      opacity * random.between(0.7, 1),
      (a, b) => 0.9 + 0.12 * tooth(a, b) - (bristle(a / 5, b / 30) > 0.55 ? 0.3 : 0),
    );
  }
}

function sparrow(canvas: Canvas, x: number, y: number) {
  wash(canvas, ellipse(x, y, 74, 50, 0.3), '#8a6a4c', 0.9);
  wash(canvas, ellipse(x - 60, y - 44, 40, 36), '#6b4330', 0.95);
  brush(canvas, through(x + 50, y + 18, x + 110, y + 50, x + 152, y + 66), (t) => 26 - t * 10, '#3a2a22', { dry: 0.5 });
  wash(canvas, leaf(x - 20, y - 14, 0.35, 118, 44, 0.1), '#4a3226', 0.9);
  fill(canvas, ellipse(x - 70, y - 50, 6), 0x15110f);
  wash(canvas, polygon([x - 96, y - 46], [x - 124, y - 36], [x - 94, y - 32]), '#2b2320', 1);
  brush(canvas, through(x - 6, y + 48, x - 12, y + 80), 4, '#2b2320');
  brush(canvas, through(x + 18, y + 50, x + 16, y + 82), 4, '#2b2320');
  brush(
    canvas,
    curve(through(x - 190, y + 96, x, y + 80, x + 240, y + 60, x + 500, y - 30)),
    (t) => 12 - t * 6,
    '#2d3a33',
  );
}

export const bamboo: Work = { key: 'bamboo', width: 1100, height: 1800, draw };
