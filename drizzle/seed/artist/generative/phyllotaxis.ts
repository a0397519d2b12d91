import { type Canvas, fill } from '../canvas.ts';
import { colour, ramp } from '../colour.ts';
import { across, finish, shaded } from '../paints.ts';
import { ellipse, leaf, type Place } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, shaded(['#123c3a', '#0d2a30'], across(0, 0, w, h), 0.08));
  const tint = ramp(...['#5a2a12', '#a3541c', '#e39a2d', '#f7cf5c', '#fbeecb'].map(colour));
  const golden = Math.PI * (3 - Math.sqrt(5));
  const [x, y] = [w / 2, h / 2];
  fill(
    canvas,
    ellipse(x, y, w * 0.28),
    shaded(['#3a1c0c', '#52290f', '#7a3f16'], (px, py) => Math.hypot(px - x, py - y) / (w * 0.28), 0.2),
  );
  for (let i = 1500; i > 0; i--) {
    const share = Math.sqrt(i / 1500);
    const r = share * w * 0.42;
    const a = i * golden;
    const at: Place = [x + Math.cos(a) * r, y + Math.sin(a) * r];
    const size = 11 + share * 13;
    if (share > 0.62) {
      const long = size * (1.2 + (share - 0.62) * 7);
      fill(canvas, leaf(at[0] + 4, at[1] + 8, a, long, size * 1.35), 0x061a1c, { opacity: 0.4 });
      fill(
        canvas,
        leaf(...at, a, long, size * 1.35),
        shaded(
          [tint(share - 0.3), tint(share)],
          across(at[0], at[1], at[0] + Math.cos(a) * long, at[1] + Math.sin(a) * long),
          0.3,
        ),
      );
    } else {
      fill(canvas, ellipse(at[0] + 2, at[1] + 4, size * 0.72), 0x1b0d06, { opacity: 0.6 });
      fill(canvas, ellipse(...at, size * 0.66), tint(0.16 + share * 0.75 + 0.08 * Math.sin(i)));
      fill(canvas, ellipse(at[0] - size * 0.2, at[1] - size * 0.2, size * 0.2), 0xfff0c0, { opacity: 0.35 });
    }
  }
  finish(canvas, { corners: 0.16 });
}

export const phyllotaxis: Work = { key: 'phyllotaxis', width: 1640, height: 1640, draw };
