import { type Canvas, fill } from '../canvas.ts';
import { blend, colour } from '../colour.ts';
import { noiseOf } from '../noise.ts';
import { across, finish, shaded, shadow } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, leaf, type Place, places, polygon, rectangle, ribbon, type Shape, spine } from '../shapes.ts';
import type { Work } from '../work.ts';
import { plaster, wall } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, wall('#f5c46b', '#e59a4d', [0, 0], [w, h]));
  for (let i = 0; i < 26; i++) {
    const [x, y] = [random.next() * w, random.next() * h];
    fill(
      canvas,
      ellipse(x, y, random.between(30, 140), random.between(14, 60), random.next()),
      colour(random.pick(['#f9d58c', '#d98a45', '#f2b660'])),
      { opacity: 0.35, texture: (px, py) => Math.max(0, plaster(px / 30, py / 30) + 0.3) },
    );
  }
  for (let row = 0; row < 3; row++)
    for (let col = 0; col < 3; col++) {
      const open = [0, 2, 1, 1, 0, 2, 2, 1, 0][row * 3 + col] as number;
      windowAt(canvas, random, w * (0.2 + col * 0.3), h * (0.09 + row * 0.31), open, row === 1 && col === 1);
    }
  laundry(canvas, w, h * 0.335);
  const cast = polygon([0, h * 0.62], [w * 0.32, h], [0, h]);
  fill(canvas, cast, 0x5a2a5a, { mode: 'multiply', opacity: 0.4 });
  finish(canvas);
}

function windowAt(canvas: Canvas, random: Random, x: number, y: number, open: number, cat: boolean) {
  const [bw, bh] = [190, 330];
  fill(canvas, rectangle(x - bw / 2 - 16, y - 18, bw + 32, bh + 32), 0xfbe9c8);
  shadow(canvas, rectangle(x - bw / 2 - 28, y + bh + 6, bw + 56, 22), { dx: 8, dy: 18, blur: 10, opacity: 0.3 });
  fill(canvas, rectangle(x - bw / 2 - 28, y + bh + 6, bw + 56, 22), 0xf6dcb0);
  fill(
    canvas,
    rectangle(x - bw / 2, y, bw, bh),
    shaded(['#23324f', '#3f5f78', '#7f9fa0'], across(x - bw / 2, y, x + bw / 2, y + bh), 0.1),
  );
  fill(canvas, rectangle(x - 4, y, 8, bh), 0xfbf1dc);
  fill(canvas, rectangle(x - bw / 2, y + bh * 0.36, bw, 8), 0xfbf1dc);
  fill(canvas, polygon([x - bw / 2, y], [x - 10, y], [x - bw / 2, y + bh * 0.42]), 0xd8e8e4, { opacity: 0.28 });
  if (open === 0) for (const side of [-1, 1]) shutter(canvas, x + (side * bw) / 4, y, bw / 2, bh, 0.96);
  else
    for (const side of [-1, 1])
      if (open === 2 || side < 0) shutter(canvas, x + side * (bw / 2 + bw * 0.22), y, bw * 0.42, bh, 1);
  if (cat) sittingCat(canvas, x + 34, y + bh + 4, 1);
  else if (open > 0) {
    fill(canvas, rectangle(x - 84, y + bh - 20, 168, 40), wall('#b6553c', '#7f3230', [x - 84, 0], [x + 84, 0]));
    for (let i = 0; i < 46; i++)
      fill(
        canvas,
        leaf(x + random.between(-80, 80), y + bh - 20, -Math.PI / 2 + random.bell() * 0.5, random.between(30, 74), 16),
        colour(random.pick(['#3f7f4a', '#6fa655', '#2c5f44'])),
      );
    for (let i = 0; i < 20; i++)
      fill(
        canvas,
        ellipse(x + random.between(-88, 88), y + bh - random.between(30, 92), random.between(8, 14)),
        colour(random.pick(['#e5484d', '#f27a7a', '#fff0e0'])),
      );
  }
}

function shutter(canvas: Canvas, x: number, y: number, width: number, height: number, fullness: number) {
  shadow(canvas, rectangle(x - width / 2, y, width, height), { dx: 12, dy: 14, blur: 9, opacity: 0.32 });
  fill(
    canvas,
    rectangle(x - (width * fullness) / 2, y, width * fullness, height),
    wall('#3f8f86', '#1f5f62', [x - width / 2, y], [x + width / 2, y + height]),
  );
  for (let i = 0; i < 17; i++) {
    const sy = y + 18 + i * ((height - 34) / 17);
    fill(canvas, rectangle(x - width * 0.36, sy, width * 0.72, 7), 0x17484e);
    fill(canvas, rectangle(x - width * 0.36, sy + 7, width * 0.72, 3), 0x6fb8a8);
  }
}

function sittingCat(canvas: Canvas, x: number, y: number, s: number) {
  const at = (places: Place[]) => [
    curve(
      places.map(([a, b]): Place => [x + a * s, y + b * s]),
      true,
    ).flat(),
  ];
  fill(canvas, at(places('-50 0, -56 -60, -34 -118, 0 -140, 34 -110, 52 -50, 48 0')), 0x1d1a26);
  fill(canvas, ellipse(x - 6 * s, y - 158 * s, 40 * s, 36 * s), 0x1d1a26);
  for (const side of [-1, 1])
    fill(
      canvas,
      polygon(
        [x + (-6 + side * 36) * s, y - 168 * s],
        [x + (-6 + side * 30) * s, y - 214 * s],
        [x + (-6 + side * 6) * s, y - 190 * s],
      ),
      0x1d1a26,
    );
  fill(
    canvas,
    ribbon(spine(x + 40 * s, y - 10, 0.2, 120 * s, 1.6), (t) => 20 * s * (1 - t * 0.4)),
    0x1d1a26,
  );
  for (const dx of [-20, 8]) fill(canvas, ellipse(x + dx * s, y - 160 * s, 6 * s, 8 * s), 0xf2d04f);
}

function laundry(canvas: Canvas, w: number, y: number) {
  const sag = (x: number) => y + Math.sin((x / w) * Math.PI) * 44;
  fill(
    canvas,
    ribbon(
      Array.from({ length: 60 }, (_, i) => [(i / 59) * w, sag((i / 59) * w)] as const),
      4,
    ),
    0x5a3a3a,
  );
  const cloths: [number, number, number, string][] = [
    [0.06, 110, 150, '#fdf6e8'],
    [0.17, 84, 190, '#d9574a'],
    [0.29, 120, 140, '#8fb9c4'],
    [0.44, 70, 110, '#fdf6e8'],
    [0.52, 70, 110, '#2f5f83'],
    [0.66, 130, 170, '#fdf6e8'],
    [0.79, 90, 130, '#e9b04a'],
    [0.9, 100, 180, '#7fa37f'],
  ];
  for (const [px, cw, ch, tint] of cloths) {
    const x = w * px;
    const shape: Shape = [
      curve(
        [
          [x, sag(x)],
          [x + cw / 2, sag(x + cw / 2) + 3],
          [x + cw, sag(x + cw)],
          [x + cw + 6, sag(x) + ch * 0.5],
          [x + cw - 4, sag(x) + ch],
          [x + cw / 2, sag(x) + ch + 12],
          [x + 4, sag(x) + ch - 4],
          [x - 6, sag(x) + ch * 0.5],
        ],
        true,
        6,
      ).flat(),
    ];
    shadow(canvas, shape, { dx: 26, dy: 34, blur: 12, opacity: 0.3 });
    const folds = noiseOf(`cloth ${px}`);
    fill(
      canvas,
      shape,
      shaded([colour(tint), blend(colour(tint), 0x3a2050, 0.28)], (a, b) => 0.4 + folds(a / 24, b / 300) * 0.7, 0.14),
    );
  }
}

export const shutters: Work = { key: 'shutters', width: 1440, height: 1800, draw };
