import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { noiseOf } from '../noise.ts';
import { across, finish, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { birds, ridge, sky, sun } from '../scenery.ts';
import { curve, leaf, type Place, places, polygon, ribbon, smooth } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  sky(canvas, ['#3f6f93', '#93a9a8', '#f0c79a', '#f7dcb0'], h * 0.5);
  sun(canvas, [w * 0.76, h * 0.2], 66, '#fff6de', '#ffe2b0', 6);
  const sands = [
    ['#d9a878', '#c08c6a'],
    ['#e3a366', '#b5734f'],
    ['#e8954f', '#a85a3e'],
    ['#d9783f', '#8a3f34'],
    ['#b8552f', '#5f2a2c'],
  ];
  for (const [i, stops] of sands.entries()) {
    const base = h * (0.46 + i * 0.13);
    const bend = noiseOf(`dune ${i}`);
    const crest = (x: number) =>
      base - h * 0.1 * Math.sin((x / w) * (2.4 + i * 0.5) + i * 1.9) - bend(x / 420, i) * h * 0.035;
    ridge(canvas, crest, [stops[0] as string, stops[0] as string, stops[1] as string], h * 0.34, 0.2);
    const peakAt = w * ([0.62, 0.26, 0.7, 0.36, 0.82][i] as number);
    const lee: Place[] = Array.from({ length: 50 }, (_, k): Place => {
      const x = peakAt + (k / 49) * w * 0.5;
      return [x, crest(x)];
    });
    const foot: Place[] = Array.from({ length: 50 }, (_, k): Place => {
      const t = 1 - k / 49;
      return [
        peakAt + t * w * 0.5 - (1 - t) * t * w * 0.12,
        crest(peakAt + t * w * 0.5) + Math.sin(Math.PI * Math.min(1, t * 0.9 + 0.08)) * h * 0.17,
      ];
    });
    fill(
      canvas,
      polygon(...lee, ...foot),
      shaded([stops[1] as string, '#4a2330'], across(0, base - 80, 0, base + h * 0.2), 0.3),
      { opacity: 0.75 },
    );
    for (let k = 0; k < 16; k++) {
      const line = Array.from({ length: 30 }, (_, s): Place => {
        const x = w * (s / 29);
        return [x, crest(x) + 26 + k * 15 + Math.sin(s / 2 + k) * 4 + bend(s / 4, k) * 9];
      });
      fill(canvas, ribbon(line, 2.6), colour(stops[1] as string), {
        opacity: 0.22,
        texture: (x, y) => Math.max(0, bend(x / 90, y / 40) * 2),
      });
    }
  }
  caravan(canvas, random);
  finish(canvas);
}

/** Six camels in a line, and birds. */
function caravan(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;

  const path = (i: number): Place => [w * (0.12 + i * 0.058), h * (0.745 - i * 0.012) + Math.sin(i) * 3];
  for (let i = 0; i < 6; i++) camel(canvas, ...path(i), 0.62 - i * 0.045);
  birds(canvas, random, [w * 0.3, h * 0.18], 5, 15, '#4a4a55');
}

function camel(canvas: Canvas, x: number, y: number, s: number) {
  const put = ([a, b]: Place): Place => [x + a * s, y + b * s];
  const tint = 0x3a1c22;
  fill(canvas, smooth(places('-70 -70, -40 -96, -10 -134, 20 -98, 66 -84, 78 -56, 30 -40, -50 -40').map(put)), tint);
  for (const dx of [-56, -42, 48, 62])
    fill(canvas, ribbon([put([dx, -56]), put([dx - 4, -20]), put([dx + 2, 14])], 9 * s), tint);
  fill(
    canvas,
    ribbon(curve(places('66 -70, 100 -66, 112 -104, 122 -128').map(put)), (t) => (24 - 10 * t) * s),
    tint,
  );
  fill(canvas, leaf(...put([112, -132]), 0.2, 48 * s, 20 * s), tint);
  fill(canvas, smooth(places('-10 -134, -20 -176, 0 -200, 18 -176, 14 -132').map(put)), 0x8a2f2c);
  fill(
    canvas,
    polygon(
      ...(
        [
          [-150 / 3, 16],
          [260 / 3, 16],
          [640 / 3, 34],
          [300 / 3, 34],
        ] as Place[]
      ).map(put),
    ),
    0x3a1c22,
    { opacity: 0.35 },
  );
}

export const dunes: Work = { key: 'dunes', width: 2200, height: 1200, draw };
