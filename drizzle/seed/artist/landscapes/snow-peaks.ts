import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { noiseOf } from '../noise.ts';
import { across, finish, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { hillCrest, pine, ridge, sky } from '../scenery.ts';
import { leaf, polygon } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  sky(canvas, ['#1f6fa8', '#5aa5cb', '#bfe0e6', '#f6e7d0'], h * 0.8);
  const peaks = [
    [0.16, 0.34, 0.5],
    [0.88, 0.3, 0.52],
    [0.5, 0.13, 0.68],
  ] as const;
  for (const [px, py, size] of peaks) peak(canvas, `peak ${px}`, w * px, h * py, h * size);
  for (let i = 0; i < 4; i++) {
    const crest = hillCrest(`firs ${i}`, h * (0.72 + i * 0.075), h * 0.07, w * 0.4);
    ridge(canvas, crest, [['#4f7f86', '#35666e', '#1f4c54', '#12353d'][i] as string, '#a9c7bd'], h * 0.3);
    for (let x = -10; x < w + 10; x += random.between(10, 24 + i * 6)) {
      pine(
        canvas,
        random,
        [x, crest(x) + 12],
        random.between(40, 70) + i * 34,
        colour(
          random.pick(
            [
              ['#47787f', '#3f7078'],
              ['#2d5c64', '#35666e'],
              ['#1a454d', '#205058'],
              ['#0f2f37', '#163c44'],
            ][i] as string[],
          ),
        ),
      );
    }
  }
  finish(canvas);
}

function peak(canvas: Canvas, seed: string, x: number, y: number, size: number) {
  const jag = noiseOf(seed);
  const side = (sign: number) =>
    Array.from(
      { length: 40 },
      (_, i) =>
        [
          x + sign * (i / 39) * size * 0.82 + jag(i / 3, sign) * 14,
          y + (i / 39) ** 0.92 * size + jag(i / 2.2, 5 * sign) * 16,
        ] as const,
    );
  const spur = Array.from(
    { length: 40 },
    (_, i) => [x + jag(i / 5, 30) * 0.16 * size + Math.sin(i / 2.6) * i * 1.6, y + (i / 39) * size] as const,
  );
  fill(
    canvas,
    polygon([x, y], ...side(-1), ...[...spur].reverse()),
    shaded(['#fffaf0', '#f3e6da', '#c4b5bb', '#8da6b4'], across(x, y, x, y + size), 0.3),
  );
  fill(
    canvas,
    polygon([x, y], ...side(1), ...[...spur].reverse()),
    shaded(['#7fa6cb', '#5884b0', '#4d7da3', '#85a9b8'], across(x, y, x, y + size), 0.3),
  );
  for (let i = 0; i < 26; i++) {
    const t = 0.22 + ((i * 0.618) % 1) * 0.75;
    const left = i % 2 === 0;
    const px = x + (left ? -1 : 1) * size * 0.82 * t * (0.2 + ((i * 0.37) % 1) * 0.7);
    fill(
      canvas,
      leaf(px, y + size * t, left ? 2.2 : 0.95, size * 0.14 * (0.5 + t), 7 + 10 * t, left ? 0.3 : -0.3),
      colour(left ? '#8c97a8' : '#3a638d'),
      { opacity: 0.55 },
    );
  }
}

export const snowPeaks: Work = { key: 'snow-peaks', width: 1800, height: 1200, draw };
