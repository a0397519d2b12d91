import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { cloudOf, type Field, grain, speckOf } from '../noise.ts';
import { around, finish, glow, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { hillCrest, mountainCrest, pine, ridge, sky } from '../scenery.ts';
import { ellipse, polygon, ribbon, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { stars } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  sky(canvas, ['#050818', '#0b1637', '#16305c', '#2e5a80', '#6f8f95'], h);
  const haze = cloudOf('milky', 5);
  const lane = cloudOf('lane', 5);
  const off: Field = (x, y) => ((x - w * 0.56) * 0.86 + (y - h * 0.4) * 0.5) / (w * 0.26);
  const light: Field = (x, y) => {
    const d = off(x, y) + haze(x / 420, y / 420) * 0.35;
    const dark = Math.max(0, 1 - Math.abs(d + lane(x / 300, y / 300) * 0.5) * 4.2);
    return Math.max(
      0,
      Math.exp(-d * d * 2.2) * (0.75 + 0.5 * haze(x / 130, y / 130)) - dark * 0.6 + grain(x, y) * 0.05,
    );
  };
  fill(canvas, null, shaded(['#3d4f96', '#9a7fae', '#f0c9b4', '#fff3df'], light, 0.1), {
    mode: 'screen',
    texture: (x, y) => Math.min(0.85, light(x, y) * 0.8),
  });
  const field = speckOf('sky dust');
  fill(canvas, null, 0xffffff, {
    mode: 'screen',
    texture: (x, y) => (field(x / 2.4, y / 2.4) > 0.9965 - 0.014 * light(x, y) ? 0.8 : 0),
  });
  stars(canvas, random, 420, h * 0.95, 3.4);
  for (let i = 0; i < 3; i++)
    ridge(
      canvas,
      mountainCrest(`milk ${i}`, h * (0.84 + i * 0.05), h * (0.09 - i * 0.02), w * 0.5),
      [
        ['#28466a', '#3d6482'],
        ['#152c4c', '#21415f'],
        ['#0a1830', '#10223c'],
      ][i] as string[],
      h * 0.14,
    );
  const floor = hillCrest('milk floor', h * 0.965, h * 0.04, w * 0.5);
  for (let i = 0; i < 34; i++) {
    const x = random.next() * w;
    if (Math.abs(x - w * 0.4) > 190)
      pine(canvas, random, [x, floor(x) + 20], random.between(120, 420) * (0.6 + Math.abs(x / w - 0.4)), 0x050b1a);
  }
  ridge(canvas, floor, ['#060d1e', '#03060f'], h * 0.1);
  tent(canvas, w * 0.4, floor(w * 0.4) + 12);
  finish(canvas, { corners: 0.2 });
}

function tent(canvas: Canvas, x: number, y: number) {
  glow(canvas, [x, y - 30], 280, 0xffa04a, 0.6, 0.6);
  fill(
    canvas,
    polygon([x - 130, y], [x - 10, y - 128], [x + 128, y]),
    shaded(['#ffe6a0', '#ffb04f', '#d9652c'], around(x - 8, y - 20, 150), 0.2),
  );
  fill(canvas, polygon([x - 10, y - 128], [x + 128, y], [x + 60, y]), colour('#b94b25'));
  fill(canvas, ribbon(through(x - 10, y - 128, x - 4, y), 4), 0x5a2414);
  fill(canvas, ellipse(x - 190, y - 62, 13), 0x050b1a);
  fill(
    canvas,
    ribbon(through(x - 190, y - 48, x - 192, y - 20, x - 176, y), (t) => 32 - 8 * t),
    0x050b1a,
  );
}

export const milkyWay: Work = { key: 'milky-way', width: 1300, height: 1800, draw };
