import { type Canvas, fill } from '../canvas.ts';
import { colour, ramp } from '../colour.ts';
import { cloudOf } from '../noise.ts';
import { finish } from '../paints.ts';
import { type Place, polygon, ribbon } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, colour('#11131a'));
  const bumps = cloudOf('signal', 4);
  const tone = ramp(...['#f7efe0', '#f2b8a0', '#e8647c', '#7a5fd0', '#4aa3d8'].map(colour));
  for (let row = 0; row < 72; row++) {
    const base = h * (0.17 + (row / 71) * 0.72);
    const line = Array.from({ length: 240 }, (_, i): Place => {
      const x = w * (0.12 + (i / 239) * 0.76);
      const envelope = Math.exp(-(((x - w * (0.5 + 0.1 * Math.sin(row / 9))) / (w * 0.16)) ** 2));
      const lift = envelope * (0.35 + Math.abs(bumps(x / 75, row / 3.4)) * 2.2) * h * 0.075;
      return [x, base - lift - Math.abs(bumps(x / 30, row * 3)) * 5];
    });
    const first = line[0] as Place;
    const last = line.at(-1) as Place;
    fill(canvas, polygon([first[0], base + 40], ...line, [last[0], base + 40]), colour('#11131a'));
    fill(canvas, ribbon(line, 3.4), tone(row / 71));
  }
  finish(canvas, { corners: 0.06 });
}

export const signalRidges: Work = { key: 'signal-ridges', width: 1400, height: 1800, draw };
