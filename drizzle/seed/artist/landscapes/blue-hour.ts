import { type Canvas, fill } from '../canvas.ts';
import { grain, noiseOf } from '../noise.ts';
import { across, finish, glow, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { hillCrest, mountainCrest, pine, ridge, sky } from '../scenery.ts';
import { crescent, ellipse, polygon, rectangle, ribbon } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  sky(canvas, ['#0c1a3d', '#16315f', '#2c5a86', '#6d97a8', '#c5c9b8'], h * 0.66);
  for (let i = 0; i < 160; i++)
    fill(canvas, ellipse(random.next() * w, random.next() ** 1.6 * h * 0.5, random.between(0.8, 2.6)), 0xf3efdc, {
      opacity: random.between(0.3, 0.9),
    });
  const moon = [w * 0.72, h * 0.19] as const;
  glow(canvas, moon, 260, 0xcfe0e8, 0.5);
  fill(canvas, crescent(moon[0], moon[1], 58, 0.5, 0.55), 0xf6f0d8);
  for (const [i, tones] of [
    ['#5f86a0', '#a9bdbd'],
    ['#3a6285', '#7e9fae'],
    ['#214468', '#527a92'],
  ].entries()) {
    ridge(canvas, mountainCrest(`blue ${i}`, h * (0.62 + i * 0.07), h * (0.24 - i * 0.04), w * 0.42), tones, h * 0.24);
  }
  const snow = hillCrest('blue snow', h * 0.83, h * 0.1, w * 0.9);
  ridge(canvas, snow, ['#b9cfdc', '#7f9fbb', '#4f7399'], h * 0.3, 0.16);
  for (let i = 0; i < 46; i++) {
    const x = random.next() * w;
    if (Math.abs(x - w * 0.34) > 150)
      pine(
        canvas,
        random,
        [x, snow(x) + random.between(0, 50)],
        random.between(90, 260),
        random.pick([0x0f2546, 0x14305a, 0x0b1c38]),
      );
  }
  cabin(canvas, w * 0.34, snow(w * 0.34) + 60);
  for (let i = 0; i < 260; i++)
    fill(canvas, ellipse(random.next() * w, random.next() * h, random.between(1.5, 5)), 0xffffff, {
      opacity: random.between(0.25, 0.8),
    });
  finish(canvas, { corners: 0.22 });
}

function cabin(canvas: Canvas, x: number, y: number) {
  glow(canvas, [x, y - 40], 330, 0xffb45e, 0.55, 0.7);
  fill(
    canvas,
    rectangle(x - 105, y - 105, 210, 115),
    shaded(['#3a2433', '#1d1526'], across(x - 105, y, x + 105, y), 0.2),
  );
  for (let i = 1; i < 6; i++) fill(canvas, rectangle(x - 105, y - 105 + i * 19, 210, 2), 0x120d1c, { opacity: 0.7 });
  fill(
    canvas,
    polygon([x - 145, y - 96], [x, y - 205], [x + 145, y - 96], [x + 118, y - 92], [x, y - 178], [x - 118, y - 92]),
    0xe9f1f5,
  );
  fill(canvas, polygon([x - 118, y - 92], [x, y - 178], [x + 118, y - 92]), 0x2a1b2b);
  fill(canvas, rectangle(x + 52, y - 200, 26, 60), 0x241a28);
  for (const dx of [-72, 26]) {
    fill(canvas, rectangle(x + dx, y - 76, 46, 46), 0xffd27a);
    fill(canvas, rectangle(x + dx + 21, y - 76, 4, 46), 0x2a1b2b);
    fill(canvas, rectangle(x + dx, y - 55, 46, 4), 0x2a1b2b);
  }
  fill(canvas, rectangle(x - 17, y - 62, 32, 72), 0x5b2f27);
  const drift = noiseOf('smoke');
  const smoke = Array.from(
    { length: 40 },
    (_, i) => [x + 65 + i * i * 0.06 + drift(i / 9, 0) * 16, y - 200 - i * 8] as const,
  );
  fill(
    canvas,
    ribbon(smoke, (t) => 12 + t * 46),
    0xd5dfe4,
    { opacity: 0.3, texture: (px, py) => Math.max(0, 1 + grain(px, py) * 0.6 - (y - 200 - py) / 330) },
  );
}

export const blueHour: Work = { key: 'blue-hour', width: 1440, height: 1800, draw };
