import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { finish } from '../paints.ts';
import type { Random } from '../random.ts';
import { cumulus, hillCrest, ridge, roundTree, sky } from '../scenery.ts';
import { ellipse, ribbon } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  sky(canvas, ['#2f8fc4', '#6fbbdc', '#c9e8ea'], h * 0.62);
  cumulus(canvas, random, [w * 0.24, h * 0.3], w * 0.34, '#fffdf4', '#b9d3df');
  cumulus(canvas, random, [w * 0.78, h * 0.2], w * 0.42, '#fffdf4', '#b4d0de');
  cumulus(canvas, random, [w * 0.56, h * 0.44], w * 0.2, '#fffdf4', '#c4dbe4');
  const greens = [
    ['#8fb9a4', '#bcd6b4'],
    ['#79ad6c', '#a9cb78'],
    ['#5c9a4e', '#b4cb58'],
    ['#e3c652', '#c9a52f'],
    ['#3f8a4a', '#86b04a'],
  ];
  greens.forEach((tones, i) => {
    const crest = hillCrest(`noon ${i}`, h * (0.58 + i * 0.09), h * 0.1, w * (0.3 + i * 0.08));
    ridge(canvas, crest, tones, h * 0.22, 0.22);
    const rows = i === 3 ? 26 : 0;
    for (let r = 0; r < rows; r++) furrow(canvas, crest, r * h * 0.012 + 10, '#b98f22');
    if (i === 1 || i === 2) {
      for (let t = 0; t < 9; t++) {
        const x = random.between(0.02, 0.98) * w;
        roundTree(canvas, random, [x, crest(x) + random.between(6, 40)], random.between(50, 100), [
          '#7fb35a',
          '#2f7046',
          '#1d5238',
        ]);
      }
    }
  });
  const near = hillCrest('noon 4', h * 0.94, h * 0.1, w * 0.62);
  roundTree(canvas, random, [w * 0.77, near(w * 0.77) + 20], h * 0.4, ['#a8c95c', '#3f8a4a', '#1b5137']);
  for (let i = 0; i < 900; i++) {
    const x = random.next() * w;
    const y = near(x) + random.next() ** 1.3 * (h - near(x));
    const size = 2 + ((y - near(x)) / h) * 26;
    fill(canvas, ellipse(x, y, size, size * 0.8), colour(random.pick(['#f5efe0', '#f3d04f', '#e2574c', '#f0e6d0'])));
  }
  finish(canvas);
}

function furrow(canvas: Canvas, crest: (x: number) => number, below: number, tint: string) {
  const line = Array.from(
    { length: 60 },
    (_, i) => [(i / 59) * canvas.width, crest((i / 59) * canvas.width) + below] as const,
  );
  fill(canvas, ribbon(line, 3.4), colour(tint), { opacity: 0.5 });
}

export const noonMeadow: Work = { key: 'noon-meadow', width: 1800, height: 1350, draw };
