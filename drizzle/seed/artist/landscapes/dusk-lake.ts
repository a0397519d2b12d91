import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { across, finish, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { mountainCrest, ridge, sky, streaks, sun } from '../scenery.ts';
import { ellipse, leaf, polygon, rectangle, ribbon, through } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  const shore = h * 0.56;
  sky(canvas, ['#2a1f4f', '#6b3568', '#c8506a', '#f58a5c', '#ffd08a'], shore);
  streaks(canvas, random, { top: h * 0.08, bottom: h * 0.45, count: 22, tint: '#ff9d78', opacity: 0.35 });
  sun(canvas, [w * 0.5, shore - h * 0.055], w * 0.085, '#fff0c4', '#ffb26b', 5);
  for (const [i, tone] of ['#a14a6c', '#6f3566', '#3f2654'].entries()) {
    const crest = mountainCrest(`dusk ${i}`, shore + 8, h * (0.15 - i * 0.03) * 1.1, w * (0.36 - i * 0.05));
    const dip = (x: number) => crest(x) + Math.exp(-(((x - w * 0.5) / (w * 0.17)) ** 2)) * h * (0.1 - i * 0.015);
    ridge(canvas, dip, [tone, '#c9506b'], h * 0.36);
  }
  fill(
    canvas,
    rectangle(0, shore, w, h),
    shaded(['#f7a36c', '#c2506a', '#6b3568', '#2a1f4f', '#170f33'], across(0, shore, 0, h), 0.05),
  );
  for (let i = 0; i < 520; i++) {
    const depth = random.next() ** 1.6;
    const y = shore + 4 + depth * (h - shore);
    const near = random.chance(0.6);
    const x = near ? w * 0.5 + random.bell() * w * (0.035 + depth * 0.09) : random.next() * w;
    const length = (near ? 0.05 : 0.12) * w * (0.3 + depth) * random.between(0.4, 1.2);
    const tint = near ? random.pick(['#ffe9b0', '#ffc884', '#ff9f6b']) : random.pick(['#2d1c4a', '#8d4170', '#4a2a5c']);
    fill(canvas, leaf(x - length / 2, y, 0, length, 3 + depth * 9), colour(tint), { opacity: near ? 0.75 : 0.5 });
  }
  rower(canvas);
  reeds(canvas, random);
  finish(canvas);
}

/** A man in a boat, in one dark tone. */
function rower(canvas: Canvas) {
  const { width: w, height: h } = canvas;

  const boat = [w * 0.3, h * 0.74] as const;
  fill(
    canvas,
    polygon(
      [boat[0] - 90, boat[1]],
      [boat[0] + 100, boat[1] - 4],
      [boat[0] + 66, boat[1] + 22],
      [boat[0] - 62, boat[1] + 22],
    ),
    0x150d2b,
  );
  fill(
    canvas,
    ribbon(through(boat[0] - 5, boat[1], boat[0] - 2, boat[1] - 46, boat[0] + 6, boat[1] - 62), (t) => 30 - 18 * t),
    0x150d2b,
  );
  fill(canvas, ellipse(boat[0] + 7, boat[1] - 72, 12), 0x150d2b);
  fill(canvas, ribbon(through(boat[0] - 40, boat[1] - 60, boat[0] + 110, boat[1] + 40), 4), 0x150d2b);
  fill(canvas, leaf(boat[0] - 120, boat[1] + 34, 0, 240, 14), 0x150d2b, { opacity: 0.55 });
}

/** Blades on both sides, close to us. */
function reeds(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;

  for (let i = 0; i < 40; i++) {
    const x = random.chance(0.5) ? random.between(-20, w * 0.16) : random.between(w * 0.84, w + 20);
    fill(
      canvas,
      leaf(x, h + 10, -Math.PI / 2 + random.between(-0.2, 0.2), random.between(120, 430), 9, random.between(-0.4, 0.4)),
      0x120a26,
    );
  }
}

export const duskLake: Work = { key: 'dusk-lake', width: 1350, height: 1800, draw };
