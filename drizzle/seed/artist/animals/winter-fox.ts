import type { Mask } from '../canvas.ts';
import { type Canvas, fill, maskOf, paintMask } from '../canvas.ts';
import { noiseOf } from '../noise.ts';
import { across, around, finish, shaded, stipple } from '../paints.ts';
import type { Random } from '../random.ts';
import { ellipse, leaf, type Place, places, polygon, ribbon, type Shape, smooth, through } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  birches(canvas, random);
  const [x, y] = [w * 0.5, h * 0.83];
  const at = (places: Place[]): Shape => smooth(places.map(([a, b]): Place => [x + a, y + b]));
  const rust = ['#f29a54', '#dd6f33', '#a8431f'];
  const part = (shape: Shape, stops: string[], box: [number, number, number, number]) => {
    const mask = maskOf(canvas, shape);
    paintMask(canvas, mask, shaded(stops, across(x + box[0], y + box[1], x + box[2], y + box[3]), 0.25));
    return mask;
  };
  body(canvas, x, y, part, at, rust);
  face(canvas, part, at, rust, x, y);
  snowfall(canvas, random);
  finish(canvas);
}

/** Shadow, tail with its white tip, breast, legs and ears. */
function body(
  canvas: Canvas,
  x: number,
  y: number,
  part: (shape: Shape, stops: string[], box: [number, number, number, number]) => Mask,
  at: (places: Place[]) => Shape,
  rust: string[],
) {
  fill(canvas, leaf(x - 330, y + 30, 0, 720, 60), 0x4a6a82, { opacity: 0.4 });
  const tail = part(
    at(places('110 -20, 260 -60, 390 -190, 420 -330, 350 -400, 290 -310, 240 -190, 120 -130')),
    rust,
    [100, -300, 400, 0],
  );
  paintMask(canvas, maskOf(canvas, at(places('300 -300, 350 -420, 440 -360, 420 -270, 370 -290'))), 0xfdf8f0, {
    within: tail,
  });
  part(
    at(places('-150 0, -190 -180, -130 -380, 0 -430, 130 -360, 200 -170, 170 10, 60 30, -80 30')),
    rust,
    [-190, -400, 200, 30],
  );
  part(at(places('-76 -330, 0 -360, 80 -320, 70 -160, 0 -60, -70 -160')), ['#fffaf2', '#e3dcd6'], [0, -340, 0, -60]);
  legsAndEars(part, at, x, y);
}

/** What comes in pairs. */
function legsAndEars(
  part: (shape: Shape, stops: string[], box: [number, number, number, number]) => Mask,
  at: (places: Place[]) => Shape,
  x: number,
  y: number,
) {
  for (const side of [-1, 1]) {
    part(
      at([
        [side * 30, -120],
        [side * 86, -110],
        [side * 84, 20],
        [side * 96, 44],
        [side * 26, 44],
        [side * 34, -10],
      ]),
      ['#5a2f28', '#2a1a1e'],
      [-90, -110, 90, 50],
    );
    part(
      polygon(
        ...(
          [
            [side * 60, -560],
            [side * 176, -756],
            [side * 196, -540],
          ] as Place[]
        ).map(([a, b]): Place => [x + a, y + b]),
      ),
      ['#3a2226', '#a8431f'],
      [0, -750, 0, -560],
    );
    part(
      polygon(
        ...(
          [
            [side * 84, -570],
            [side * 160, -690],
            [side * 172, -560],
          ] as Place[]
        ).map(([a, b]): Place => [x + a, y + b]),
      ),
      ['#f3c9b0', '#d98a6a'],
      [0, -700, 0, -560],
    );
  }
}

/** Mask, muzzle and eyes. */
function face(
  canvas: Canvas,
  part: (shape: Shape, stops: string[], box: [number, number, number, number]) => Mask,
  at: (places: Place[]) => Shape,
  rust: string[],
  x: number,
  y: number,
) {
  const face = part(
    at(
      places(
        '0 -640, -130 -610, -214 -500, -252 -420, -150 -390, -60 -320, 0 -280, 60 -320, 150 -390, 252 -420, 214 -500, 130 -610',
      ),
    ),
    rust,
    [-180, -640, 180, -300],
  );
  for (const side of [-1, 1])
    paintMask(
      canvas,
      maskOf(
        canvas,
        at([
          [side * 14, -300],
          [side * 40, -430],
          [side * 140, -470],
          [side * 270, -424],
          [side * 130, -360],
        ]),
      ),
      0xfffaf2,
      { within: face },
    );
  paintMask(canvas, face, 0xfff0d8, {
    mode: 'screen',
    opacity: 0.5,
    texture: stipple((px, py) => (1 - around(x - 40, y - 590, 160)(px, py)) * 0.6),
  });
  fill(canvas, ellipse(x, y - 300, 32, 24), 0x1f171c);
  for (const side of [-1, 1]) {
    fill(canvas, leaf(x + side * 138, y - 486, side > 0 ? Math.PI - 0.25 : 0.25, 76, 34), 0x1f171c);
    fill(canvas, ellipse(x + side * 104, y - 484, 5), 0xffffff);
  }
}

/** Trunks in three distances, and the snow they stand in. */
function birches(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;

  fill(canvas, null, shaded(['#dfe9ec', '#c4d7df', '#9dbac8'], across(0, 0, 0, h), 0.1));
  for (let row = 0; row < 3; row++)
    for (let i = 0; i < 11; i++) {
      const x = random.next() * w;
      const wide = 22 + row * 24;
      fill(
        canvas,
        ribbon(
          through(x, -20, x + random.bell() * 14, h * 0.5, x, h * (0.66 + row * 0.05)),
          (t) => wide * (0.8 + 0.3 * t),
        ),
        shaded(
          [
            ['#b7ccd6', '#a5bfcb'],
            ['#8fadbd', '#7a9db0'],
            ['#f6f4ee', '#b9c4cb'],
          ][row] as string[],
          across(x - wide / 2, 0, x + wide / 2, 0),
          0.2,
        ),
      );
      if (row === 2)
        for (let k = 0; k < 12; k++) {
          const y = random.next() * h * 0.74;
          fill(
            canvas,
            leaf(x - wide * random.between(0.05, 0.45), y, random.bell() * 0.2, wide * random.between(0.25, 0.6), 9),
            0x2a2e36,
            { opacity: 0.85 },
          );
        }
    }
  drifts(canvas);
}

/** Two banks of snow. */
function drifts(canvas: Canvas) {
  const { width: w, height: h } = canvas;

  const snow = noiseOf('snow bank');
  for (const [i, tint] of ['#e8f0f2', '#fbfcfa'].entries())
    fill(
      canvas,
      [
        [
          -20,
          h + 20,
          ...Array.from({ length: 60 }, (_, k) => [
            (k / 59) * (w + 40) - 20,
            h * (0.7 + i * 0.09) + snow(k / 9, i) * 26,
          ]).flat(),
          w + 20,
          h + 20,
        ],
      ],
      shaded([tint, '#b5cdd9'], across(0, h * (0.7 + i * 0.09), 0, h * 1.1), 0.2),
    );
}

/** Flakes, near and far. */
function snowfall(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;

  for (let i = 0; i < 220; i++)
    fill(canvas, ellipse(random.next() * w, random.next() * h, random.between(2, 9)), 0xffffff, {
      opacity: random.between(0.35, 0.95),
    });
}

export const winterFox: Work = { key: 'winter-fox', width: 1400, height: 1750, draw };
