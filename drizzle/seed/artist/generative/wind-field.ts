import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { cloudOf } from '../noise.ts';
import { finish } from '../paints.ts';
import type { Random } from '../random.ts';
import type { Work } from '../work.ts';
import { follow } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  fill(canvas, null, colour('#f4ecdc'));
  const flow = cloudOf('wind', 2);
  const tones = ['#16324f', '#2a628f', '#3e92cc', '#e4572e', '#f3a712', '#16324f', '#16324f'].map(colour);
  const patch = cloudOf('wind tint', 2);
  follow(
    canvas,
    random,
    {
      angle: (x, y) => flow(x / 900, y / 900) * 3.6 + 0.3,
      gap: 12,
      step: 5,
      length: 620,
      width: () => random.between(5, 10),
      tint: (x, y) =>
        tones[Math.floor(Math.abs(patch(x / 500, y / 500) * 9 + random.next() * 2.2)) % tones.length] as number,
    },
    26_000,
  );
  finish(canvas, { paper: 0.06, corners: 0.04 });
}

export const windField: Work = { key: 'wind-field', width: 1800, height: 1350, draw };
