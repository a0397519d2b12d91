import { type Canvas, fill, maskOf } from '../canvas.ts';
import { colour } from '../colour.ts';
import { grain, noiseOf } from '../noise.ts';
import { across, finish, glow, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { hillCrest, ridge, sky } from '../scenery.ts';
import { ellipse, type Place, polygon, rectangle, ribbon } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  sky(canvas, ['#070b22', '#101c48', '#2c3a78', '#7a5a8c', '#d98a76'], h * 0.92);
  const pole: Place = [w * 0.58, h * 0.36];
  for (let i = 0; i < 520; i++) {
    const radius = 12 + Math.sqrt(random.next()) * w * 1.05;
    const start = random.next() * Math.PI * 2;
    const sweep = random.between(0.2, 0.62);
    const steps = Math.max(8, Math.round((radius * sweep) / 12));
    const line = Array.from({ length: steps }, (_, s): Place => {
      const a = start + (sweep * s) / steps;
      return [pole[0] + Math.cos(a) * radius, pole[1] + Math.sin(a) * radius];
    });
    fill(
      canvas,
      ribbon(line, (t) => 0.7 + 2.6 * t),
      colour(random.pick(['#fdf6e3', '#ffd9a8', '#b9ccff', '#ffffff', '#8fb0ff'])),
      { opacity: random.between(0.25, 0.9) },
    );
  }
  fill(canvas, ellipse(...pole, 4), 0xffffff);
  ridge(canvas, hillCrest('trail far', h * 0.87, h * 0.06, w * 0.5), ['#3a2c56', '#241b3f'], h * 0.12);
  const cliff = (x: number) =>
    h * 0.9 - Math.exp(-(((x - w * 0.24) / (w * 0.2)) ** 2)) * h * 0.14 + noiseOf('cliff')(x / 60, 0) * 6;
  lighthouse(canvas, w * 0.24, cliff(w * 0.24) + 14);
  ridge(canvas, cliff, ['#1a1433', '#0d0a20'], h * 0.2);
  finish(canvas, { corners: 0.2 });
}

function lighthouse(canvas: Canvas, x: number, y: number) {
  const tower = polygon([x - 62, y], [x - 40, y - 330], [x + 40, y - 330], [x + 62, y]);
  const top = y - 375;
  for (const [side, reach, spread] of [
    [1, 1200, 130],
    [-1, 480, 60],
  ] as const) {
    const beam = polygon(
      [x, top - 10],
      [x + side * reach, top - 60 - spread],
      [x + side * reach, top - 60 + spread * 0.3],
      [x, top + 10],
    );
    fill(canvas, beam, 0xffe2a3, {
      mode: 'screen',
      opacity: 0.5,
      texture: (px, py) => Math.max(0, 1 - Math.abs(px - x) / reach) * (1 + grain(px, py) * 0.2),
    });
  }
  fill(canvas, tower, shaded(['#f6ead8', '#d6c2bd', '#6d5f83'], across(x - 60, 0, x + 60, 0), 0.2));
  const within = maskOf(canvas, tower);
  for (const dy of [60, 190])
    fill(
      canvas,
      rectangle(x - 80, y - dy - 68, 160, 64),
      shaded(['#d2493c', '#a83440', '#5a2148'], across(x - 60, 0, x + 60, 0), 0.2),
      { within },
    );
  fill(canvas, rectangle(x - 58, y - 344, 116, 14), 0x241a3c);
  fill(canvas, rectangle(x - 34, y - 400, 68, 56), 0xffe9b0);
  for (const dx of [-34, -12, 10, 32]) fill(canvas, rectangle(x + dx - 2, y - 400, 4, 56), 0x241a3c);
  fill(canvas, polygon([x - 46, y - 400], [x, y - 446], [x + 46, y - 400]), 0x8f2c3c);
  glow(canvas, [x, top], 230, 0xffdf9e, 0.8);
  fill(
    canvas,
    polygon([x + 62, y - 8], [x + 62, y - 76], [x + 110, y - 112], [x + 158, y - 76], [x + 158, y - 8]),
    0x191230,
  );
  fill(canvas, rectangle(x + 98, y - 62, 26, 28), 0xffd27a);
}

export const starTrails: Work = { key: 'star-trails', width: 1440, height: 1800, draw };
