import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { noiseOf } from '../noise.ts';
import { across, finish, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, leaf, type Place, places, polygon, ribbon, type Shape, smooth, spine } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, shaded(['#e9b75a', '#d99f42', '#c48a35'], across(0, 0, w * 0.3, h), 0.1));
  const leafing = noiseOf('gold leaf');
  fill(canvas, null, 0xfbe2a0, {
    opacity: 0.4,
    texture: (x, y) =>
      Math.abs(((x + leafing(0, y / 90) * 8) % 200) - 100) > 97 ||
      Math.abs(((y + leafing(x / 90, 0) * 8) % 200) - 100) > 97
        ? 1
        : Math.max(0, leafing(Math.floor(x / 200) * 7.3, Math.floor(y / 200) * 3.7) * 0.5),
  });
  fill(
    canvas,
    ellipse(w * 0.5, h * 0.3, h * 0.2),
    shaded(['#d9482f', '#b8322a'], across(0, h * 0.1, 0, h * 0.5), 0.14),
  );
  for (let i = 0; i < 5; i++)
    fill(
      canvas,
      ribbon(
        curve([
          [-20, h * (0.78 + i * 0.045)],
          [w * 0.25, h * (0.74 + i * 0.045)],
          [w * 0.6, h * (0.8 + i * 0.04)],
          [w + 20, h * (0.75 + i * 0.05)],
        ]),
        (t) => 10 + 10 * Math.sin(t * 9),
      ),
      colour('#2f5f83'),
      { opacity: 0.85 },
    );
  for (const [px, py, s, dir] of [
    [0.3, 0.42, 1.15, 1],
    [0.68, 0.3, 0.95, 1],
    [0.62, 0.62, 1.05, -1],
  ] as const)
    flyingCrane(canvas, w * px, h * py, s, dir);
  for (let i = 0; i < 34; i++) {
    const x = random.chance(0.5) ? random.between(0, w * 0.2) : random.between(w * 0.82, w);
    fill(
      canvas,
      leaf(x, h + 10, -Math.PI / 2 + random.bell() * 0.16, random.between(180, 520), 15, random.bell() * 0.2),
      colour(random.pick(['#24543f', '#2f6b4c', '#1a3f33'])),
    );
  }
  finish(canvas, { paper: 0.05, corners: 0.16 });
}

function flyingCrane(canvas: Canvas, x: number, y: number, s: number, dir: number) {
  const put = ([a, b]: Place): Place => [x + a * s * dir, y + b * s];
  const at = (places: Place[]): Shape => smooth(places.map(put));
  const feather = (fx: number, fy: number, turn: number, long: number, wide: number, tint: number) => {
    const line = spine(fx, fy, turn, long, 0.16, 10).map(put);
    fill(
      canvas,
      ribbon(line, (t) => wide * s * Math.sin(Math.PI * (0.12 + t * 0.86)) ** 0.7),
      tint,
    );
  };
  fill(
    canvas,
    ribbon(curve(places('-150 30, -260 70, -400 96').map((p) => put(p as unknown as Place))), 9 * s),
    0x1f2028,
  );
  for (let i = 0; i < 9; i++) feather(40 - i * 22, -20, -2.1 - i * 0.1, 330 - i * 10, 40, i > 5 ? 0xf0e6d4 : 0xe6d9c4);
  for (let i = 0; i < 6; i++) feather(66 - i * 16, -60 - i * 10, -1.9 - i * 0.11, 400 - i * 26, 34, 0x22242e);
  for (let i = 0; i < 10; i++) feather(60 - i * 20, -16, -1.95 - i * 0.12, 270 - i * 8, 40, 0xfdf8ee);
  fill(canvas, at(places('-190 40, -110 -16, 30 -40, 150 -20, 120 30, 0 62, -110 62')), 0xfdf8ee);
  for (let i = 0; i < 5; i++) feather(-130, 30 + i * 6, Math.PI - 0.1 + i * 0.07, 120 - i * 8, 26, 0x22242e);
  fill(
    canvas,
    ribbon(
      curve(places('120 -8, 220 -30, 300 0, 372 -26').map((p) => put(p as unknown as Place))),
      (t) => (40 - 22 * t) * s,
    ),
    0x22242e,
  );
  for (let i = 0; i < 11; i++) feather(20 - i * 14, 0, 1.75 + i * 0.1, 250 - i * 7, 38, i < 4 ? 0x22242e : 0xf6eddd);
  for (let i = 0; i < 9; i++) feather(30 - i * 15, 0, 1.8 + i * 0.11, 160 - i * 6, 36, 0xfffdf6);
  fill(canvas, ellipse(...put([384, -30]), 22 * s, 18 * s), 0xfdf8ee);
  fill(canvas, ellipse(...put([384, -43]), 15 * s, 8 * s), 0xd23a2a);
  fill(canvas, polygon(put([400, -38]), put([480, -22]), put([400, -22])), 0x6a5a3a);
  fill(canvas, ellipse(...put([390, -31]), 4 * s), 0x14141a);
}

export const goldenCranes: Work = { key: 'golden-cranes', width: 1800, height: 1300, draw };
