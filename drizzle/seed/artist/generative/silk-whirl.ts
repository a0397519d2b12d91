import { type Canvas, fill } from '../canvas.ts';
import { colour, ramp } from '../colour.ts';
import { cloudOf, type Field } from '../noise.ts';
import { across, finish, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import type { Work } from '../work.ts';
import { follow } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, shaded(['#160b2e', '#241046', '#0d0a22'], across(0, 0, w * 0.5, h), 0.06));
  const bend = cloudOf('silk', 3);
  const centres = [
    [0.34, 0.36, 1],
    [0.7, 0.62, -1],
    [0.2, 0.86, -1],
  ] as const;
  const angle: Field = (x, y) => {
    let [dx, dy] = [0, 0];
    for (const [px, py, way] of centres) {
      const [ax, ay] = [x - w * px, y - h * py];
      const pull = Math.exp(-Math.hypot(ax, ay) / (w * 0.3));
      dx += -ay * way * pull;
      dy += ax * way * pull;
    }
    return Math.atan2(dy, dx) + bend(x / 500, y / 500) * 0.7;
  };
  const hue = ramp(...['#ff4d6d', '#ff8f5a', '#ffd27a', '#5fe0c0', '#3f8efc', '#8a4fff'].map(colour));
  follow(
    canvas,
    random,
    {
      angle,
      gap: 10,
      step: 5,
      length: 900,
      width: () => random.between(3, 8),
      tint: (x, y) => hue(0.5 + bend(x / 700 + 9, y / 700) * 0.6 + random.bell() * 0.05),
    },
    30_000,
  );
  finish(canvas, { corners: 0.2 });
}

export const silkWhirl: Work = { key: 'silk-whirl', width: 1440, height: 1800, draw };
