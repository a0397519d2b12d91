import { type Canvas, fill } from '../canvas.ts';
import { colour, ramp } from '../colour.ts';
import { grain, noiseOf } from '../noise.ts';
import { finish } from '../paints.ts';
import type { Random } from '../random.ts';
import type { Place } from '../shapes.ts';
import type { Work } from '../work.ts';

/** One site a square, pushed about: no pane becomes a splinter. */
function sitesOf({ width: w, height: h }: Canvas, random: Random) {
  const square = 106;
  const perRow = Math.ceil(w / square);
  return Array.from({ length: perRow * Math.ceil(h / square) }, (_, i): [number, number] => [
    ((i % perRow) + random.between(0.08, 0.92)) * square,
    (Math.floor(i / perRow) + random.between(0.08, 0.92)) * square,
  ]);
}

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  const sites = sitesOf(canvas, random);
  const sunAt: Place = [w * 0.6, h * 0.34];
  const glass = ramp(
    ...['#fff2b8', '#ffc04a', '#f47b3a', '#d33b4e', '#7b3a8c', '#2f4fa3', '#1f7a9c', '#123a5c'].map(colour),
  );
  const tints = sites.map(([x, y]) =>
    glass(Math.hypot(x - sunAt[0], y - sunAt[1]) / (w * 0.98) + random.bell() * 0.05),
  );
  const cell = 160;
  const columns = Math.ceil(w / cell);
  const buckets: number[][] = Array.from({ length: columns * Math.ceil(h / cell) }, () => []);
  buckets.forEach((bucket, b) => {
    const cx = ((b % columns) + 0.5) * cell;
    const cy = (Math.floor(b / columns) + 0.5) * cell;
    const far = sites.map(([x, y]) => Math.hypot(x - cx, y - cy));
    const limit = Math.min(...far) + cell * 1.45;
    far.forEach((d, i) => {
      if (d < limit) bucket.push(i);
    });
  });
  const wave = noiseOf('glass');
  fill(canvas, null, (px, py) => {
    let [first, second, which] = [1e9, 1e9, 0];
    const bucket = buckets[
      Math.min(Math.floor(py / cell), Math.ceil(h / cell) - 1) * columns + Math.min(Math.floor(px / cell), columns - 1)
    ] as number[];
    for (const i of bucket) {
      const site = sites[i] as [number, number];
      const d = (site[0] - px) ** 2 + (site[1] - py) ** 2;
      if (d < first) {
        second = first;
        first = d;
        which = i;
      } else if (d < second) second = d;
    }
    const edge = Math.sqrt(second) - Math.sqrt(first);
    if (edge < 8) return 0x17151c;
    const light = 0.86 + 0.16 * wave(px / 38 + which, py / 90) + grain(px, py) * 0.05 - (edge < 18 ? 0.25 : 0);
    const tint = tints[which] as number;
    const part = (s: number) => Math.max(0, Math.min(255, ((tint >> s) & 255) * light)) | 0;
    return (part(16) << 16) | (part(8) << 8) | part(0);
  });
  finish(canvas, { paper: 0.02, corners: 0.25 });
}

export const leadedGlass: Work = { key: 'leaded-glass', width: 1300, height: 1800, draw };
