import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { noiseOf } from '../noise.ts';
import { finish, watery } from '../paints.ts';
import type { Random } from '../random.ts';
import { ellipse, handmade, moved, rectangle } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, colour('#f4efe3'));
  const hand = noiseOf('squares');
  const warm = ['#d9793b', '#c2513f', '#e3b04b', '#8f3b4a', '#e8c79a'];
  const cool = ['#3d6d84', '#6f9a94', '#2c4668', '#a7bfae', '#5f5a86'];
  const [cols, rows] = [9, 11];
  const [mx, my] = [70, 76];
  const [sx, sy] = [(w - mx * 2) / cols, (h - my * 2) / rows];
  for (let row = 0; row < rows; row++)
    for (let col = 0; col < cols; col++) {
      const heat = 0.5 + 0.5 * Math.sin(col * 0.55 + row * 0.35) + random.bell() * 0.22;
      const tint = colour(random.pick(heat > 0.5 ? warm : cool));
      const shape = handmade(rectangle(mx + col * sx + 5, my + row * sy + 5, sx - 10, sy - 10), hand, 7, 10);
      const dabs = watery(`square ${row} ${col}`, random.between(0.35, 0.75));
      fill(canvas, shape, tint, { mode: 'multiply', opacity: 0.95, texture: dabs });
      fill(
        canvas,
        [
          ...shape,
          ...handmade(rectangle(mx + col * sx + 9, my + row * sy + 9, sx - 18, sy - 18), hand, 7, 10)
            .map((o) => moved([o], (x, y) => [x, y])[0] as number[])
            .map(reversed),
        ],
        tint,
        { mode: 'multiply', opacity: 0.45, texture: dabs },
      );
      if (random.chance(0.14))
        fill(
          canvas,
          handmade(ellipse(mx + (col + 0.5) * sx, my + (row + 0.5) * sy, sx * 0.24), hand, 5, 8),
          colour(random.pick([...warm, ...cool])),
          { mode: 'multiply', opacity: 0.9, texture: dabs },
        );
    }
  finish(canvas, { paper: 0.1, corners: 0.04 });
}

function reversed(outline: number[]): number[] {
  const places: number[] = [];
  for (let i = outline.length - 2; i >= 0; i -= 2) places.push(outline[i] as number, outline[i + 1] as number);
  return places;
}

export const watercolourSquares: Work = { key: 'watercolour-squares', width: 1440, height: 1760, draw };
