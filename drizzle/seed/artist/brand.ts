import sharp from 'sharp';
import { type Canvas, canvasOf, fill } from './canvas.ts';
import { dawnRidges } from './landscapes/dawn-ridges.ts';
import { across, finish, shaded, shadow } from './paints.ts';
import { type Place, places, rectangle, ribbon, sector, turned } from './shapes.ts';
import { lemonsAndBlue } from './still-lifes/lemons-and-blue.ts';
import { owl } from './woodcuts/owl.ts';
import { drawWork, encodeWork, type Work } from './work.ts';

const [ink, accent, paper] = [0x191815, 0x12309e, 0xffffff];

/** The mark, as in `public/favicon.svg`: a glass case seen from the front, and one thing in it. */
function mark(canvas: Canvas, [x, y]: Place, size: number) {
  const unit = size / 26;
  const pane = rectangle(x + 3 * unit, y + 3 * unit, 20 * unit, 20 * unit).map(turned);
  fill(canvas, [...rectangle(x, y, size, size), ...pane], ink);
  fill(canvas, rectangle(x + 7 * unit, y + 7 * unit, 12 * unit, 12 * unit), accent);
}

/** The strokes of VITRINE in a box 100 high, with how wide each letter is. */
const letters: [width: number, strokes: string[]][] = [
  [74, ['0 0, 37 96', '37 96, 74 0']],
  [12, ['6 0, 6 100']],
  [66, ['0 6, 66 6', '33 0, 33 100']],
  [58, ['6 0, 6 100', '30 52, 56 100', '6 6, 34 6', '6 52, 34 52']],
  [12, ['6 0, 6 100']],
  [68, ['6 0, 6 100', '6 4, 62 96', '62 0, 62 100']],
  [52, ['6 0, 6 100', '6 6, 52 6', '6 50, 46 50', '6 94, 52 94']],
];

function wordmark(canvas: Canvas, [x, y]: Place, height: number) {
  const unit = height / 100;
  let left = x;
  for (const [place, [width, strokes]] of letters.entries()) {
    for (const stroke of strokes) {
      const line = places(stroke).map(([a, b]): Place => [left + a * unit, y + b * unit]);
      fill(canvas, ribbon(line, 12 * unit), ink);
    }
    if (place === 3) {
      const bowl = sector(left + 34 * unit, y + 29 * unit, 29 * unit, -Math.PI / 2, Math.PI / 2, 17 * unit);
      fill(canvas, bowl, ink);
    }
    left += (width + 26) * unit;
  }
}

function icon(side: number, margin: number): Promise<Buffer> {
  const canvas = canvasOf(side, side, 1);
  fill(canvas, null, paper);
  mark(canvas, [margin * side, margin * side], side * (1 - 2 * margin));
  return encodeWork(canvas);
}

/** Where the pictures hang on the wall of the preview: middle, and height in pixels. */
const hung: readonly [work: Work, x: number, y: number, height: number][] = [
  [lemonsAndBlue, 212, 262, 288],
  [dawnRidges, 606, 262, 208],
  [owl, 1000, 262, 288],
];

async function preview(): Promise<Buffer> {
  const wall = canvasOf(1200, 630, 1);
  fill(wall, null, shaded(['#ffffff', '#f7f5f1', '#ece8e1'], across(0, 0, 300, 630), 0.01));
  const pictures = [];
  for (const [work, x, y, height] of hung) {
    const width = (height / work.height) * work.width;
    const [left, top] = [Math.round(x - width / 2), Math.round(y - height / 2)];
    const frame = rectangle(left - 14, top - 14, Math.round(width) + 28, height + 28);
    shadow(wall, frame, { dx: 6, dy: 14, blur: 18, opacity: 0.3 });
    fill(wall, frame, 0xfdfcfa);
    const proof = await encodeWork(drawWork(work, 0.5));
    pictures.push({ input: await sharp(proof).resize(Math.round(width), height).png().toBuffer(), left, top });
  }
  finish(wall, { paper: 0.004, grit: 0.004, corners: 0 });
  mark(wall, [481, 508], 46);
  wordmark(wall, [549, 514], 34);
  return sharp(await encodeWork(wall))
    .composite(pictures)
    .removeAlpha()
    .png({ palette: true, quality: 92, effort: 8 })
    .toBuffer();
}

/** The pictures in `public/` that stand for the site itself, by file name: PNG files. */
export async function brandFiles(): Promise<Map<string, Buffer>> {
  return new Map([
    ['icon-192.png', await icon(192, 0.18)],
    ['icon-512.png', await icon(512, 0.18)],
    ['apple-touch-icon.png', await icon(180, 0.2)],
    ['og.png', await preview()],
  ]);
}
