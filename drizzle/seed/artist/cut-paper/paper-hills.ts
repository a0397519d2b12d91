import { type Canvas, fill } from '../canvas.ts';
import { blend, type Colour, colour } from '../colour.ts';
import { noiseOf } from '../noise.ts';
import { cutout, finish } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, type Place, places, polygon, ribbon, type Shape, smooth, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { cut } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, colour('#fbe3cf'));
  const rings = ['#f9cdb2', '#f7b597', '#f3957c', '#ea6f63', '#fdf0dc'];
  rings.forEach((tint, i) => {
    cutout(canvas, cut(ellipse(w * 0.5, h * 0.42, w * (0.47 - i * 0.082))), colour(tint), {
      dx: 0,
      dy: 12,
      blur: 24,
      opacity: 0.22,
    });
  });
  const layers = ['#c4b0c9', '#9b8dbb', '#7369a5', '#524c8c', '#39396f', '#242952', '#151a38'];
  layers.forEach((tint, i) => {
    const wave = noiseOf(`paper hill ${i}`);
    const base = h * (0.5 + i * 0.075);
    const top: Place[] = Array.from({ length: 120 }, (_, k) => {
      const x = (k / 119) * (w + 60) - 30;
      return [
        x,
        base -
          h * 0.11 * (wave(x / (w * 0.26), i) + 0.5 * wave(x / (w * 0.09), i + 9)) -
          Math.abs(x / w - 0.5) * h * 0.12,
      ];
    });
    cutout(canvas, [[-30, h + 40, ...top.flat(), w + 30, h + 40]], colour(tint), {
      dx: 0,
      dy: -10,
      blur: 26,
      opacity: 0.4,
    });
    if (i < 3 || i === 6) return;
    for (let k = 0; k < 7; k++) {
      const [x, y] = top[random.whole(4, 114)] as Place;
      paperPine(canvas, x, y + 18, random.between(70, 110) + i * 26, blend(colour(tint), 0x000018, 0.12));
    }
  });
  const deer: Place = [w * 0.62, h * 0.912];
  paperDeer(canvas, deer[0], deer[1], 1.1);
  finish(canvas, { paper: 0.05 });
}

function paperPine(canvas: Canvas, x: number, y: number, height: number, tint: Colour) {
  for (let i = 0; i < 4; i++) {
    const top = y - height + i * height * 0.2;
    const half = height * (0.13 + i * 0.055);
    cutout(
      canvas,
      polygon([x, top], [x + half, top + height * 0.36], [x, top + height * 0.3], [x - half, top + height * 0.36]),
      blend(tint, 0xffffff, 0.03 * (3 - i)),
      { dx: 3, dy: 5, blur: 7, opacity: 0.35 },
    );
  }
}

function paperDeer(canvas: Canvas, x: number, y: number, s: number) {
  const tint = colour('#f7d7b5');
  const at = (places: Place[]): Shape => smooth(places.map(([a, b]): Place => [x + a * s, y + b * s]));
  for (const dx of [-86, -58, 48, 74])
    cutout(
      canvas,
      ribbon(
        through(x + dx * s, y - 90 * s, x + dx * s * 0.96, y + 12 * s, x + dx * s, y + 96 * s),
        (t) => (26 - 16 * t) * s,
      ),
      tint,
      { dx: 3, dy: 4, blur: 5 },
    );
  cutout(
    canvas,
    at(places('-110 -110, -112 -40, -60 -26, 30 -30, 84 -36, 96 -110, 110 -200, 84 -212, 56 -140, -20 -134')),
    tint,
    { dx: 4, dy: 6, blur: 7 },
  );
  cutout(canvas, at(places('72 -206, 84 -240, 112 -246, 160 -214, 156 -198, 112 -190')), tint, {
    dx: 3,
    dy: 4,
    blur: 5,
  });
  antlers(canvas, x, s, y, tint);
}

/** Two beams with their tines. */
function antlers(canvas: Canvas, x: number, s: number, y: number, tint: number) {
  for (const side of [-1, 1]) {
    const beam = curve(through(90, -238, 90 + side * 34, -290, 90 + side * 30, -350, 90 + side * 62, -392)).map(
      ([a, b]): Place => [x + a * s, y + b * s],
    );
    cutout(
      canvas,
      ribbon(beam, (t) => (13 - 8 * t) * s),
      tint,
      { dx: 3, dy: 4, blur: 5 },
    );
    for (const [k, up] of [
      [14, 44],
      [24, 40],
    ] as const) {
      const [px, py] = beam[k] as Place;
      cutout(
        canvas,
        ribbon(
          through(px, py, px - side * 4 * s, py - up * 0.6 * s, px + side * 16 * s, py - up * 1.2 * s),
          (t) => (9 - 6 * t) * s,
        ),
        tint,
        { dx: 2, dy: 3, blur: 4 },
      );
    }
  }
}

export const paperHills: Work = { key: 'paper-hills', width: 1350, height: 1800, draw };
