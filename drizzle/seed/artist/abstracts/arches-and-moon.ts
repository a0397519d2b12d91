import { type Canvas, fill } from '../canvas.ts';
import { colour, lighter } from '../colour.ts';
import { across, finish, shaded } from '../paints.ts';
import { ellipse, moved, type Place, rectangle, ribbon, type Shape, sector, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { press } from './technique.ts';

function draw(canvas: Canvas) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, shaded(['#efe3d2', '#e8d5bf'], across(0, 0, 0, h), 0.12));
  const rainbow = (x: number, y: number, radius: number, tints: string[], upright = true) => {
    const step = radius / (tints.length + 0.8);
    tints.forEach((tint, i) => {
      const r = radius - i * step;
      const legs: Shape = [sector(x, y, r, Math.PI, Math.PI * 2)[0] as number[]];
      const shape = upright
        ? [
            [
              ...Array.from(
                { length: 41 },
                (_, k): Place => [x - Math.cos((k / 40) * Math.PI) * r, y - Math.sin((k / 40) * Math.PI) * r],
              ).flat(),
              x + r,
              y + radius * 1.3,
              x - r,
              y + radius * 1.3,
            ],
          ]
        : moved(legs, (a, b) => [a, 2 * y - b]);
      fill(
        canvas,
        shape,
        shaded(
          [lighter(colour(tint), 0.04), colour(tint), lighter(colour(tint), -0.08)],
          across(x - r, y - r, x + r, y + r),
          0.3,
        ),
        { texture: press },
      );
    });
  };
  fill(
    canvas,
    ellipse(w * 0.7, h * 0.2, w * 0.14),
    shaded(['#f4c57a', '#e39a4b'], across(0, h * 0.1, 0, h * 0.3), 0.25),
    { texture: press },
  );
  rainbow(w * 0.4, h * 0.52, w * 0.3, ['#b5523b', '#e8d5bf', '#d98a5e', '#e8d5bf', '#2f4a4f', '#e9b98a']);
  rainbow(w * 0.74, h * 0.64, w * 0.2, ['#2f4a4f', '#efe3d2', '#7c9a8a', '#efe3d2', '#c96f4a']);
  ground(canvas, rainbow);
  finish(canvas, { paper: 0.06, corners: 0.05 });
}

/** The green ground, the bowl in it, and five lines of water. */
function ground(
  canvas: Canvas,
  rainbow: (x: number, y: number, radius: number, tints: string[], upright?: boolean) => void,
) {
  const { width: w, height: h } = canvas;

  fill(canvas, rectangle(0, h * 0.82, w, h * 0.2), shaded(['#7c9a8a', '#55776d'], across(0, h * 0.82, 0, h), 0.3), {
    texture: press,
  });
  rainbow(w * 0.22, h * 0.82, w * 0.14, ['#e3b04b', '#f2d9a2', '#a8442f'], false);
  for (let i = 0; i < 5; i++)
    fill(
      canvas,
      ribbon(through(w * 0.5, h * (0.86 + i * 0.022), w * 0.94, h * (0.86 + i * 0.022)), 6),
      colour('#efe3d2'),
      { texture: press },
    );
}

export const archesAndMoon: Work = { key: 'arches-and-moon', width: 1350, height: 1800, draw };
