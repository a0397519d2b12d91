import { type Canvas, fill } from '../canvas.ts';
import { blend, colour } from '../colour.ts';
import { grain } from '../noise.ts';
import { finish, shaded, shadow } from '../paints.ts';
import type { Random } from '../random.ts';
import { ellipse, polygon } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, colour('#142033'));
  const count = 13;
  for (let i = 0; i < count; i++) {
    const x = (i / count) * w * 1.1 - w * 0.06;
    const wide = (w / count) * 1.5;
    const lean = Math.sin(i * 0.9) * w * 0.09;
    const stops = [
      blend(colour('#f2603c'), colour('#f7c66b'), i / count),
      blend(colour('#8d2f63'), colour('#2f7f8f'), i / count),
      colour('#142033'),
    ];
    const sheet = polygon([x + lean, -10], [x + wide + lean, -10], [x + wide - lean, h + 10], [x - lean, h + 10]);
    shadow(canvas, sheet, { dx: -16, dy: 0, blur: 30, opacity: 0.6 });
    fill(
      canvas,
      sheet,
      shaded(stops, (px, py) => (px - x - lean * (1 - (2 * py) / h)) / wide + Math.sin(py / 300 + i) * 0.2, 0.3),
    );
  }
  for (let i = 0; i < 240; i++)
    fill(canvas, ellipse(random.next() * w, random.next() * h, random.between(1, 3)), 0xfff0d0, {
      opacity: random.between(0.1, 0.5),
      texture: (x, y) => 1 + grain(x, y) * 0.2,
    });
  finish(canvas, { corners: 0.2 });
}

export const foldedLight: Work = { key: 'folded-light', width: 1800, height: 1350, draw };
