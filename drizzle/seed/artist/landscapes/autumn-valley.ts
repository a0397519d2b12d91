import { type Canvas, fill } from '../canvas.ts';
import { across, finish, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { hillCrest, mountainCrest, ridge, roundTree, sky, sun } from '../scenery.ts';
import { ribbon } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  sky(canvas, ['#dfe6dc', '#f2ead2', '#f7dfb4'], h * 0.5);
  sun(canvas, [w * 0.26, h * 0.2], 70, '#fff8e6', '#ffe9b8', 5);
  for (const [i, tones] of [
    ['#a9b6bd', '#dcd9c8'],
    ['#8a9aa6', '#d8c9ac'],
    ['#7d7f86', '#cfb08c'],
  ].entries()) {
    ridge(canvas, mountainCrest(`autumn ${i}`, h * (0.44 + i * 0.07), h * 0.2, w * (0.5 - i * 0.06)), tones, h * 0.28);
  }
  const woods = ['#d9772f', '#c2452d', '#e3a23a', '#a8342b', '#8a5a2b', '#e8b84f', '#6d6a35'];
  for (let row = 0; row < 9; row++) {
    const crest = hillCrest(`woods ${row >> 1}`, h * (0.57 + row * 0.052), h * 0.09, w * 0.6);
    ridge(canvas, crest, ['#7a3f28', '#5b2f22'], h * 0.3);
    const size = 34 + row * 17;
    for (let x = -30; x < w + 30; x += size * random.between(0.45, 0.8)) {
      const bank = Math.abs(x - w * (0.55 - row * 0.012)) < 18 + row * 20 && row > 1;
      if (bank) continue;
      const light = random.pick(woods);
      roundTree(canvas, random, [x, crest(x) + random.between(4, size * 0.6)], size * random.between(1.1, 1.7), [
        light,
        light,
        '#54231f',
      ]);
    }
  }
  const river = Array.from(
    { length: 30 },
    (_, i) => [w * (0.55 - (i / 29) * 0.1) + Math.sin(i / 3.4) * (6 + i * 3.2), h * (0.605 + (i / 29) * 0.42)] as const,
  );
  fill(
    canvas,
    ribbon(river, (t) => 10 + t * t * 210),
    shaded(['#e9efe4', '#8fb2b8', '#47747f'], across(0, h * 0.6, 0, h), 0.16),
  );
  finish(canvas);
}

export const autumnValley: Work = { key: 'autumn-valley', width: 1800, height: 1350, draw };
