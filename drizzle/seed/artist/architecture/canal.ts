import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { across, shaded } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, leaf, type Place, polygon, ribbon, through } from '../shapes.ts';

/** A willow that hangs over the water from (x, y). */
export function willow(canvas: Canvas, random: Random, x: number, y: number) {
  fill(
    canvas,
    ribbon(curve(through(x - 10, y, x + 6, y - 260, x - 30, y - 460, x + 20, y - 640)), (t) => 56 - 40 * t),
    0x4a4238,
  );
  for (let i = 0; i < 120; i++) {
    const from: Place = [x + random.bell() * 100, y - random.between(430, 720)];
    const out = random.bell() * 100;
    const line = curve([
      from,
      [from[0] + out, from[1] - 30],
      [from[0] + out * 1.9, from[1] + 130],
      [from[0] + out * 2.1, from[1] + random.between(280, 520)],
    ]);
    fill(canvas, ribbon(line, 2), 0x56683f, { opacity: 0.7 });
    for (let k = 10; k < line.length; k += 2)
      fill(
        canvas,
        leaf(...(line[k] as [number, number]), Math.PI / 2 + random.bell() * 0.5, random.between(16, 30), 6),
        colour(random.pick(['#7d9452', '#5f7a44', '#9bb065', '#4b6640'])),
        { opacity: 0.85 },
      );
  }
}

/** A boat with a bamboo canopy and its oarsman; `s` is its size, 1 about 430 units long. */
export function canopyBoat(canvas: Canvas, x: number, y: number, s: number) {
  fill(canvas, leaf(x - 210 * s, y + 34 * s, 0, 420 * s, 34 * s), 0x2e3432, { opacity: 0.45 });
  fill(
    canvas,
    [
      curve(
        [
          [x - 210 * s, y - 22 * s],
          [x - 120 * s, y + 22 * s],
          [x + 110 * s, y + 24 * s],
          [x + 216 * s, y - 26 * s],
          [x + 90 * s, y + 2 * s],
          [x - 90 * s, y + 2 * s],
        ],
        true,
      ).flat(),
    ],
    0x33291f,
  );
  fill(
    canvas,
    polygon(
      [x - 84 * s, y + 4 * s],
      ...Array.from(
        { length: 21 },
        (_, i): Place => [x - Math.cos((i / 20) * Math.PI) * 84 * s, y - Math.sin((i / 20) * Math.PI) * 76 * s],
      ),
      [x + 84 * s, y + 4 * s],
    ),
    shaded(['#a0875c', '#5e4a34'], across(x - 84 * s, y - 60 * s, x + 84 * s, y), 0.35),
  );
  for (const dx of [-40, 0, 40])
    fill(canvas, ribbon(through(x + dx * s, y + 4 * s, x + dx * 0.9 * s, y - 70 * s), 4), 0x3d3022);
  fill(
    canvas,
    ribbon(through(x + 150 * s, y - 6 * s, x + 152 * s, y - 60 * s, x + 146 * s, y - 92 * s), (t) => (34 - 16 * t) * s),
    0x2c4a63,
  );
  fill(canvas, ellipse(x + 146 * s, y - 104 * s, 14 * s), 0xd9a982);
  fill(canvas, polygon([x + 112 * s, y - 104 * s], [x + 146 * s, y - 134 * s], [x + 180 * s, y - 104 * s]), 0xc49a55);
  fill(canvas, ribbon(through(x + 170 * s, y - 80 * s, x + 250 * s, y + 60 * s), 5), 0x4a3a2a);
}
