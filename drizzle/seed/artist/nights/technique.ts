import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { glow } from '../paints.ts';
import type { Random } from '../random.ts';
import { ellipse } from '../shapes.ts';

/** `count` stars from the top down to `bottom`, few of them large; `size` is the largest radius. */
export function stars(canvas: Canvas, random: Random, count: number, bottom: number, size = 3) {
  for (let i = 0; i < count; i++) {
    const [x, y] = [random.next() * canvas.width, random.next() * bottom];
    const radius = size * random.next() ** 4 + 0.8;
    fill(canvas, ellipse(x, y, radius), colour(random.pick(['#ffffff', '#ffe9c9', '#cfe0ff'])), {
      opacity: random.between(0.3, 1),
    });
    if (radius > size * 0.8) glow(canvas, [x, y], radius * 7, 0xcfe0ff, 0.5);
  }
}
