import { type Canvas, fill, maskOf, paintMask } from '../canvas.ts';
import { colour } from '../colour.ts';
import { grain } from '../noise.ts';
import { across, around, finish, shaded, shadow } from '../paints.ts';
import { ellipse, leaf, polygon, ribbon, type Shape } from '../shapes.ts';
import { castShadow, fruit, profiles, type Vessel, vessel, vesselShape } from '../vessels.ts';
import type { Work } from '../work.ts';
import { type Stops, tableTop } from './technique.ts';

function draw(canvas: Canvas) {
  const { width: w, height: h } = canvas;
  tableTop(canvas, h * 0.62, ['#f0e4cf', '#e2d0b4', '#c9b08e'], ['#5a3b2e', '#432a24', '#2c1a1a']);
  windowLight(canvas);
  const [bx, by] = [w * 0.46, h * 0.8];
  const bowl: Vessel = {
    x: bx,
    y: by,
    height: 300,
    profile: profiles.bowl,
    stops: ['#6f9f9a', '#3f716f', '#1d3d45'],
    tilt: 0.26,
    inside: '#274c50',
  };
  castShadow(canvas, vesselShape(bowl), by);
  const orange = ['#ffc765', '#f58a2c', '#d9541e', '#8e2b1b'];
  vessel(canvas, bowl);
  for (const [dx, dy] of [
    [-150, -330],
    [150, -335],
    [0, -375],
    [-215, -290],
    [215, -300],
    [-70, -290],
    [85, -285],
    [0, -455],
  ] as const)
    persimmon(canvas, bx + dx, by + dy, 104, orange);
  bowlFront(canvas, bowl, by, bx);
  persimmon(canvas, w * 0.85, h * 0.82, 112, orange);
  finish(canvas);
}

/** The near side of the bowl, over the fruit that lies in it. */
function bowlFront(canvas: Canvas, bowl: Vessel, by: number, bx: number) {
  const front = maskOf(canvas, vesselShape(bowl));
  const rimY = by - 300;
  const cut: Shape = [
    [
      ...Array.from({ length: 41 }, (_, i) => {
        const a = Math.PI * (i / 40);
        return [bx + Math.cos(a) * 324, rimY + Math.sin(a) * 84];
      }).flat(),
      bx - 400,
      by + 120,
      bx + 400,
      by + 120,
    ],
  ];
  paintMask(
    canvas,
    maskOf(canvas, cut),
    shaded(['#7fb0a8', '#3f716f', '#17343d'], across(bx - 330, by - 300, bx + 330, by - 100), 0.22),
    { within: front },
  );
  fill(
    canvas,
    ribbon(
      Array.from({ length: 41 }, (_, i) => {
        const a = Math.PI * (i / 40);
        return [bx + Math.cos(a) * 324, rimY + Math.sin(a) * 84] as const;
      }),
      9,
    ),
    colour('#a9ccc0'),
  );
  for (let i = 0; i < 13; i++)
    fill(
      canvas,
      ribbon(
        Array.from(
          { length: 20 },
          (_, k) => [bx + (i - 6) * 46 * (0.55 + k / 42), by - 20 - k * 11 + Math.cos((i - 6) / 5) * 8] as const,
        ),
        3,
      ),
      0xcfe3d6,
      { within: front, opacity: 0.35 },
    );
}

/** Six panes of light on the wall. */
function windowLight(canvas: Canvas) {
  const { width: w, height: h } = canvas;

  const window = [0.12, 0.34, 0.56].flatMap((x) =>
    [0.08, 0.3].map((y) =>
      polygon(
        [w * x, h * y],
        [w * (x + 0.18), h * (y - 0.03)],
        [w * (x + 0.18), h * (y + 0.15)],
        [w * x, h * (y + 0.18)],
      ),
    ),
  );
  for (const pane of window)
    fill(canvas, pane, 0xfff4d6, { opacity: 0.5, mode: 'screen', texture: (x, y) => 0.8 + grain(x, y) * 0.4 });
}

function persimmon(canvas: Canvas, x: number, y: number, radius: number, stops: Stops) {
  const shape = ellipse(x, y, radius * 1.06, radius * 0.92);
  shadow(canvas, shape, { dx: 12, dy: 14, blur: 16, opacity: 0.4 });
  fruit(canvas, shape, [x, y], radius, stops);
  for (let i = 0; i < 4; i++)
    fill(
      canvas,
      leaf(x + 4, y - radius * 0.62, (i / 4) * Math.PI * 2 + 0.4, radius * 0.52, radius * 0.34),
      shaded(['#8a8a44', '#4c5a2c'], around(x, y - radius * 0.6, radius * 0.6), 0.3),
    );
  fill(canvas, ellipse(x + 4, y - radius * 0.66, radius * 0.1), 0x3a2a1c);
}

export const persimmonBowl: Work = { key: 'persimmon-bowl', width: 1600, height: 1600, draw };
