import { type Canvas, fill } from '../canvas.ts';
import { cloudOf, type Field, grain, noiseOf } from '../noise.ts';
import { finish } from '../paints.ts';
import type { Random } from '../random.ts';
import { ellipse } from '../shapes.ts';
import type { Work } from '../work.ts';
import { weave } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  const vat = cloudOf('vat', 4);
  const blues = [0x16264f, 0x1d3468, 0x27457f];
  fill(
    canvas,
    null,
    (x, y) => blues[Math.max(0, Math.min(2, Math.floor(1.5 + vat(x / 240, y / 240) * 1.6)))] as number,
  );
  const soft = noiseOf('soak');
  const size = w / 6;
  for (let row = -1; row * size * 0.87 < h + size; row++)
    for (let col = -1; col < 7; col++) {
      const [x, y] = [
        col * size + (row % 2 ? size / 2 : 0) + size / 2 + random.bell() * 4,
        row * size * 0.87 + size / 2 + random.bell() * 4,
      ];
      const kind = (((row * 3 + col * 2) % 4) + 4) % 4;
      const resist: Field = (px, py) => {
        const r = Math.hypot(px - x, py - y) / (size * 0.46);
        const a = Math.atan2(py - y, px - x);
        const shake = soft(px / 18, py / 18) * 0.09 + soft(Math.cos(a) * 5 + x, Math.sin(a) * 5 + y) * 0.1;
        const rays = 0.5 + 0.5 * Math.cos(a * (kind === 1 ? 8 : 16));
        const rings = Math.sin((r + shake) * (kind === 2 ? 19 : 13));
        const value = r > 1 + shake ? 0 : (rings > 0.25 ? 0.85 : 0.08) * (0.55 + 0.45 * rays) + (r < 0.13 ? 0.5 : 0);
        return Math.max(0, Math.min(1, value + grain(px, py) * 0.08 - 0.12 * vat(px / 50, py / 50)));
      };
      fill(canvas, ellipse(x, y, size * 0.53), 0xeef2ee, { texture: resist, opacity: 0.92 });
    }
  weave(canvas, 5, 0.3);
  finish(canvas, { corners: 0.14 });
}

export const indigo: Work = { key: 'indigo', width: 1600, height: 1600, draw };
