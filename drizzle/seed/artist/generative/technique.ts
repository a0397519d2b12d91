import { type Canvas, fill } from '../canvas.ts';
import type { Field } from '../noise.ts';
import type { Random } from '../random.ts';
import { type Place, ribbon } from '../shapes.ts';

export type Current = {
  angle: Field;
  gap: number;
  step: number;
  length: number;
  width: (x: number, y: number) => number;
  tint: (x: number, y: number) => number;
};

/** Lines that follow a current and keep their distance: a new one begins only where there is room, and ends where it would touch another. */
export function follow(canvas: Canvas, random: Random, current: Current, tries: number) {
  const { width: w, height: h } = canvas;
  const cell = current.gap;
  const columns = Math.ceil(w / cell) + 1;
  const taken = new Int32Array(columns * (Math.ceil(h / cell) + 1));
  const cellOf = (x: number, y: number) => Math.floor(y / cell) * columns + Math.floor(x / cell);
  const grow = (x: number, y: number, way: number, id: number) => {
    const line: Place[] = [];
    for (let i = 0; i < current.length / current.step; i++) {
      if (x < 0 || y < 0 || x >= w || y >= h) break;
      const here = cellOf(x, y);
      if (taken[here] !== 0 && taken[here] !== id) break;
      taken[here] = id;
      line.push([x, y]);
      const a = current.angle(x, y);
      x += Math.cos(a) * current.step * way;
      y += Math.sin(a) * current.step * way;
    }
    return line;
  };
  for (let id = 1; id <= tries; id++) {
    const [x, y] = [random.next() * w, random.next() * h];
    if (taken[cellOf(x, y)] !== 0) continue;
    const line = [...grow(x, y, -1, id).reverse(), ...grow(x, y, 1, id).slice(1)];
    if (line.length < 6) continue;
    const wide = current.width(x, y);
    fill(
      canvas,
      ribbon(line, (t) => wide * Math.min(1, Math.sin(Math.PI * t) * 3 + 0.15)),
      current.tint(x, y),
    );
  }
}
