import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { around, border, finish, stipple } from '../paints.ts';
import type { Random } from '../random.ts';
import { ellipse, polygon, rectangle, sector } from '../shapes.ts';
import type { Work } from '../work.ts';
import { press } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  const tints = ['#e5533d', '#f2b441', '#23395b', '#f6ecd9', '#5b9a8b', '#f3b7a4', '#1b1f2e'];
  fill(canvas, null, colour('#f6ecd9'));
  const size = w / 6;
  for (let row = 0; row * size < h; row++)
    for (let col = 0; col < 6; col++) {
      const [x, y] = [col * size, row * size];
      const [back, front, third] = random.shuffled(tints).slice(0, 3).map(colour) as [number, number, number];
      fill(canvas, rectangle(x, y, size + 1, size + 1), back, { texture: press });
      const corner = random.whole(0, 3);
      const [cx, cy] = [x + (corner & 1) * size, y + (corner >> 1) * size];
      const start = ([0, 0.5, 1.5, 1][corner] as number) * Math.PI;
      const kind = random.whole(0, 5);
      if (kind < 2) {
        fill(canvas, sector(cx, cy, size, start, start + Math.PI / 2), front, { texture: press });
        if (kind === 1)
          fill(canvas, sector(cx, cy, size * 0.55, start, start + Math.PI / 2), third, { texture: press });
        const shade = around(cx, cy, size);
        fill(canvas, sector(cx, cy, size, start, start + Math.PI / 2), 0x1a1030, {
          mode: 'multiply',
          opacity: 0.4,
          texture: stipple((px, py) => shade(px, py) ** 3 * 0.7),
        });
      } else if (kind === 2) {
        for (let k = 0; k < 4; k++)
          fill(
            canvas,
            sector(cx, cy, size * (1 - k * 0.22), start, start + Math.PI / 2, size * (0.89 - k * 0.22)),
            k % 2 ? third : front,
            { texture: press },
          );
      } else if (kind === 3) {
        fill(canvas, ellipse(x + size / 2, y + size / 2, size * 0.36), front, { texture: press });
        fill(canvas, sector(x + size / 2, y + size / 2, size * 0.36, start, start + Math.PI), third, {
          texture: press,
        });
      } else if (kind === 4) {
        fill(canvas, polygon([x, y], [x + size, y], [x, y + size]), front, { texture: press });
        fill(canvas, ellipse(x + size * 0.68, y + size * 0.68, size * 0.17), third, { texture: press });
      } else {
        fill(canvas, sector(x, y + size / 2, size / 2, -Math.PI / 2, Math.PI / 2), front, { texture: press });
        fill(canvas, sector(x + size, y + size / 2, size / 2, Math.PI / 2, Math.PI * 1.5), third, { texture: press });
      }
    }
  border(canvas, 46, colour('#f6ecd9'));
  finish(canvas, { paper: 0.06, corners: 0.04 });
}

export const quarterTiles: Work = { key: 'quarter-tiles', width: 1500, height: 1750, draw };
