import { type Canvas, fill, maskOf } from '../canvas.ts';
import { across, finish, glow, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { birds, mirror, sky } from '../scenery.ts';
import { curve, ellipse, leaf, type Place, polygon, rectangle, ribbon, sector, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { canopyBoat, willow } from './canal.ts';
import { wall } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  const quay = h * 0.6;
  sky(canvas, ['#cfd9d6', '#e6e6da', '#f1ead8'], quay);
  for (const [i, base] of [0.4, 0.47].entries()) {
    let x = -40;
    while (x < w) {
      const bw = random.between(150, 300);
      waterHouse(
        canvas,
        random,
        x,
        h * (base + random.between(-0.04, 0.03)),
        bw,
        quay,
        ['#d8d9d2', '#e9e7de'][i] as string,
        ['#8c969a', '#5f6a70'][i] as string,
        i === 1,
      );
      x += bw * random.between(0.8, 1.02);
    }
  }
  fill(canvas, rectangle(0, quay - 6, w, 40), wall('#9a968c', '#77736d', [0, quay], [w, quay]));
  mirror(canvas, { shore: quay + 32, seed: 'canal', squeeze: 0.98, keep: 0.55, add: 0x44504c });
  bridge(canvas, w * 0.66, quay + 34, 330);
  willow(canvas, random, w * 0.13, quay + 16);
  for (const [x, y, s] of [
    [w * 0.3, h * 0.83, 1.25],
    [w * 0.84, h * 0.93, 0.9],
  ] as const)
    canopyBoat(canvas, x, y, s);
  for (let i = 0; i < 90; i++)
    fill(
      canvas,
      leaf(random.next() * w, random.between(quay + 60, h), 0, random.between(50, 200), random.between(2, 5)),
      0xf4f1e4,
      { opacity: random.between(0.12, 0.4) },
    );
  birds(canvas, random, [w * 0.58, h * 0.14], 7, 15, '#3a4448');
  finish(canvas, { paper: 0.07 });
}

function waterHouse(
  canvas: Canvas,
  random: Random,
  x: number,
  y: number,
  width: number,
  foot: number,
  light: string,
  roof: string,
  near: boolean,
) {
  fill(canvas, rectangle(x, y, width, foot - y), wall(light, '#c9c6ba', [x, y], [x + width, foot]));
  tiledRoof(canvas, x, y, width, roof);
  if (!near) return;
  for (let k = 0; k < Math.floor(width / 90); k++) {
    const wx = x + 40 + k * 84;
    fill(canvas, rectangle(wx, y + 60, 46, 62), 0x3b3a3c);
    for (const dx of [0, 15, 30, 43]) fill(canvas, rectangle(wx + dx, y + 60, 3, 62), 0x8c5a3c);
    if (random.chance(0.4)) for (const dy of [0, 1]) lantern(canvas, wx + 66, y + 54 + dy * 46);
  }
  fill(canvas, rectangle(x + width * 0.4, foot - 92, 58, 92), 0x4b3a34);
}

/** Two slopes of tiles with a lifted ridge. */
function tiledRoof(canvas: Canvas, x: number, y: number, width: number, roof: string) {
  const eave = 26;
  fill(
    canvas,
    polygon(
      [x - eave, y + 10],
      [x + 18, y - 62],
      [x + width - 18, y - 62],
      [x + width + eave, y + 10],
      [x + width + eave - 6, y + 22],
      [x - eave + 6, y + 22],
    ),
    shaded([roof, '#3b454c'], across(0, y - 62, 0, y + 24), 0.3),
  );
  for (let k = 0; k < width / 13; k++)
    fill(
      canvas,
      ribbon(
        [
          [x + 18 + (k * (width - 36)) / (width / 13), y - 60],
          [x - eave + 8 + (k * (width + 2 * eave - 12)) / (width / 13), y + 16],
        ],
        2.4,
      ),
      0x2e363c,
      { opacity: 0.45 },
    );
  fill(
    canvas,
    ribbon(curve(through(x - 4, y - 76, x + 26, y - 64, x + width - 26, y - 64, x + width + 4, y - 76)), 9),
    0x2e363c,
  );
}

function lantern(canvas: Canvas, x: number, y: number) {
  glow(canvas, [x, y], 46, 0xff8a5a, 0.35);
  fill(canvas, ellipse(x, y, 14, 17), shaded(['#f2644a', '#b3261f'], across(x - 14, 0, x + 14, 0), 0.2));
  fill(canvas, rectangle(x - 1.5, y - 30, 3, 60), 0x6e1f1a);
}

function bridge(canvas: Canvas, x: number, y: number, reach: number) {
  const stone = wall('#c6c1b2', '#8d887d', [x - reach, y - 220], [x + reach, y]);
  const arcs = (r: number, dy: number): Place[] =>
    Array.from({ length: 41 }, (_, i) => [
      x - Math.cos((i / 40) * Math.PI) * r,
      y + dy - Math.sin((i / 40) * Math.PI) * r * 0.86,
    ]);
  const outline = [
    ...curve([
      [x - reach, y],
      [x - reach * 0.5, y - 150],
      [x, y - 216],
      [x + reach * 0.5, y - 150],
      [x + reach, y],
    ]).flat(),
    ...arcs(reach * 0.46, 0)
      .reverse()
      .flat(),
  ];
  fill(canvas, [outline], stone);
  const within = maskOf(canvas, [outline]);
  for (let i = 0; i < 22; i++)
    fill(
      canvas,
      sector(x, y, reach * 0.54, Math.PI + (i / 22) * Math.PI, Math.PI + (i / 22) * Math.PI + 0.014, reach * 0.46),
      0x5d5952,
      { within },
    );
  fill(
    canvas,
    ribbon(
      curve([
        [x - reach, y - 44],
        [x - reach * 0.5, y - 194],
        [x, y - 260],
        [x + reach * 0.5, y - 194],
        [x + reach, y - 44],
      ]),
      10,
    ),
    0x77726a,
  );
  for (let i = 0; i < 13; i++) {
    const px = x - reach + (i / 12) * reach * 2;
    const py = y - 216 * Math.cos(((px - x) / reach) * 1.5);
    fill(canvas, rectangle(px - 5, py - 46, 10, 50), 0x8d887d);
  }
  fill(canvas, [arcs(reach * 0.46, 0).flatMap(([a, b]): Place => [a, y + (y - b) * 0.9])], 0x55605c, { opacity: 0.35 });
}

export const waterTown: Work = { key: 'water-town', width: 2200, height: 1300, draw };
