import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { noiseOf } from '../noise.ts';
import { finish } from '../paints.ts';
import type { Work } from '../work.ts';
import { weave } from './technique.ts';

function draw(canvas: Canvas) {
  const { width: w, height: h } = canvas;
  const [cols, rows] = [4, 4];
  const tints = ['#f4e8d0', '#1d3f72', '#c23b3b', '#e9b44c', '#173055'].map(colour) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const bleed = noiseOf('bleed');
  fill(canvas, null, (px, py) => {
    // Warp threads slip while they are tied and dyed: each thread of the pattern is shifted by its own little way.
    const x = px;
    const y = py + bleed(Math.floor(px / 5) * 0.73, py / 300) * 34 + bleed(Math.floor(px / 5) * 9.1, 7) * 14;
    const u = (x / (w / cols)) % 1;
    const v = ((y + h) / (h / rows)) % 1;
    const d = Math.abs(u - 0.5) * 1.15 + Math.abs(v - 0.5);
    if (d < 0.1) return tints[3];
    if (d < 0.2) return tints[2];
    if (d < 0.27) return tints[0];
    if (d < 0.4) return Math.abs(u - 0.5) < 0.06 ? tints[3] : tints[1];
    if (d < 0.46) return tints[0];
    if (d > 0.86) return d > 0.98 ? tints[3] : tints[2];
    return Math.floor(d * 34) % 3 === 0 ? tints[0] : tints[4];
  });
  weave(canvas, 5, 0.42);
  finish(canvas, { grit: 0.05, corners: 0.1 });
}

export const ikat: Work = { key: 'ikat', width: 1440, height: 1800, draw };
