import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { across, finish, glow, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { sky } from '../scenery.ts';
import {
  curve,
  ellipse,
  leaf,
  moved,
  type Place,
  polygon,
  rectangle,
  ribbon,
  smooth,
  spine,
  through,
} from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  const street = h * 0.66;
  sky(canvas, ['#101a33', '#1d2f52', '#3f4f78', '#7a6a86'], street);
  towers(canvas, random, street);
  const signs = [
    [0.14, 0.3, '#ff5a6e'],
    [0.2, 0.45, '#5fe0d0'],
    [0.82, 0.26, '#ffb43a'],
    [0.77, 0.44, '#ff5fa8'],
    [0.06, 0.5, '#ffd94a'],
    [0.93, 0.48, '#6fb0ff'],
  ] as const;
  for (const [px, py, tint] of signs) {
    glow(canvas, [w * px, h * py], 190, colour(tint), 0.7);
    fill(canvas, rectangle(w * px - 26, h * py - 92, 52, 184), colour('#141a2c'));
    for (let k = 0; k < 4; k++) {
      fill(canvas, rectangle(w * px - 15, h * py - 78 + k * 42, 30, 6), colour(tint));
      fill(canvas, rectangle(w * px - 3, h * py - 78 + k * 42, 6, 30), colour(tint));
      fill(canvas, rectangle(w * px - 15, h * py - 62 + k * 42, 30, 5), colour(tint));
    }
  }
  wetGround(canvas, random, street, signs);
  walker(canvas, w * 0.47, h * 0.9, 1, '#d9412f');
  walker(canvas, w * 0.63, h * 0.79, 0.62, '#f2b441');
  for (let i = 0; i < 420; i++)
    fill(
      canvas,
      ribbon(spine(random.next() * w, random.next() * h, 1.72, random.between(24, 90), 0, 3), 1.6),
      0xc9d8ee,
      { opacity: random.between(0.1, 0.34) },
    );
  finish(canvas, { corners: 0.22 });
}

/** Two rows of houses closing in, with some windows lit. */
function towers(canvas: Canvas, random: Random, street: number) {
  const { width: w, height: h } = canvas;

  for (let row = 0; row < 2; row++)
    for (const side of [0, 1])
      for (let i = 0; i < 4; i++) {
        const depth = i / 4;
        const wide = w * (0.17 - depth * 0.06);
        const x = side ? w - w * 0.46 * depth - wide : w * 0.46 * depth;
        const top = h * (0.03 + depth * 0.3 + (row ? 0 : -0.03)) + random.between(0, 60);
        if (row === 0) continue;
        fill(
          canvas,
          rectangle(x, top, wide, street - top),
          shaded(
            [
              ['#20304f', '#16223c'],
              ['#2a3a5a', '#1c2b48'],
              ['#3a4a6a', '#283a58'],
              ['#53607c', '#3f4d6c'],
            ][i] as string[],
            across(0, top, 0, street),
            0.16,
          ),
        );
        for (let r = 0; r < 11; r++)
          for (let c = 0; c < 4; c++)
            if (random.chance(0.5))
              fill(
                canvas,
                rectangle(
                  x + wide * (0.1 + c * 0.22),
                  top + 30 + r * 84 * (1 - depth * 0.5),
                  wide * 0.13,
                  44 * (1 - depth * 0.5),
                ),
                colour(random.pick(['#ffd98a', '#ffb45e', '#f7efc9', '#8fb5c9', '#2f4466'])),
                { opacity: 0.9 },
              );
      }
}

/** The street, and every light lying on it. */
function wetGround(
  canvas: Canvas,
  random: Random,
  street: number,
  signs: readonly [
    readonly [0.14, 0.3, '#ff5a6e'],
    readonly [0.2, 0.45, '#5fe0d0'],
    readonly [0.82, 0.26, '#ffb43a'],
    readonly [0.77, 0.44, '#ff5fa8'],
    readonly [0.06, 0.5, '#ffd94a'],
    readonly [0.93, 0.48, '#6fb0ff'],
  ],
) {
  const { width: w, height: h } = canvas;

  fill(canvas, rectangle(0, street, w, h), shaded(['#39405c', '#1c2540', '#10172c'], across(0, street, 0, h), 0.1));
  for (let i = 0; i < 560; i++) {
    const [px, , tint] = random.pick([
      ...signs,
      [0.5, 0, '#ffcf8a'],
      [0.38, 0, '#ffb45e'],
      [0.62, 0, '#ffd98a'],
    ] as const);
    const depth = random.next();
    const x = w * (0.5 + (px - 0.5) * (1 + depth * 0.35)) + random.bell() * 40 * (0.5 + depth);
    const long = random.between(14, 90) * (0.4 + depth);
    fill(canvas, leaf(x - long / 2, street + 8 + depth * (h - street), 0, long, 3 + depth * 6), colour(tint), {
      opacity: random.between(0.15, 0.6),
      mode: 'screen',
    });
  }
}

function walker(canvas: Canvas, x: number, y: number, s: number, tint: string) {
  fill(
    canvas,
    moved(ellipse(0, 0, 150 * s, 16 * s), (a, b) => [x + a, y + b + 6]),
    colour(tint),
    { opacity: 0.35 },
  );
  for (const dx of [-20, 22])
    fill(canvas, ribbon(through(x + dx * s, y - 150 * s, x + dx * 1.5 * s, y), 25 * s), 0x0e1424);
  fill(
    canvas,
    smooth([
      [x - 52 * s, y - 320 * s],
      [x, y - 360 * s],
      [x + 52 * s, y - 320 * s],
      [x + 76 * s, y - 100 * s],
      [x - 76 * s, y - 100 * s],
    ]),
    shaded(['#3a4a6a', '#182036'], across(x - 70 * s, 0, x + 70 * s, 0), 0.25),
  );
  fill(canvas, ellipse(x, y - 382 * s, 32 * s, 38 * s), 0x1a1c2a);
  umbrella(canvas, x, s, y, tint);
}

/** Stick, canopy and ribs. */
function umbrella(canvas: Canvas, x: number, s: number, y: number, tint: string) {
  fill(canvas, ribbon(through(x + 20 * s, y - 300 * s, x + 26 * s, y - 560 * s), 7 * s), 0x0e1424);
  const canopy = polygon(
    [x - 186 * s, y - 420 * s],
    ...Array.from(
      { length: 25 },
      (_, i): Place => [
        x + 20 * s - Math.cos((i / 24) * Math.PI) * 206 * s,
        y - 420 * s - Math.sin((i / 24) * Math.PI) * 166 * s,
      ],
    ),
    ...Array.from(
      { length: 25 },
      (_, i): Place => [
        x + (226 - (i / 24) * 412) * s,
        y - 420 * s - Math.abs(Math.sin((i / 24) * Math.PI * 4)) * 24 * s,
      ],
    ),
  );
  fill(
    canvas,
    canopy,
    shaded([tint, colour(tint), 0x3a1030], across(x - 180 * s, y - 560 * s, x + 220 * s, y - 420 * s), 0.25),
  );
  for (const k of [-0.5, 0, 0.5])
    fill(
      canvas,
      ribbon(
        curve([
          [x + 20 * s, y - 586 * s],
          [x + (20 + k * 130) * s, y - 540 * s],
          [x + (20 + k * 206) * s, y - 424 * s],
        ]),
        3 * s,
      ),
      0x2a0f1c,
      { opacity: 0.6 },
    );
}

export const rainyStreet: Work = { key: 'rainy-street', width: 1350, height: 1800, draw };
