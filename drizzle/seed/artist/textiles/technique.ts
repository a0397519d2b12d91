import { type Canvas, fill } from '../canvas.ts';
import { type Field, noiseOf } from '../noise.ts';

/** The over and under of threads, to be laid over a cloth: `pitch` units a thread. */
export function weave(canvas: Canvas, pitch: number, depth: number) {
  const slub = noiseOf('slub');
  const thread: Field = (x, y) => {
    const [cx, cy] = [Math.floor(x / pitch), Math.floor(y / pitch)];
    const over = (cx + cy) % 2 === 0;
    const u = over ? y / pitch - cy : x / pitch - cx;
    return (
      (1 - Math.sin(Math.PI * u) ** 0.7) * 0.8 +
      (over ? 0 : 0.18) +
      0.25 * slub(over ? cx * 3.3 : x / 60, over ? y / 60 : cy * 3.3)
    );
  };
  fill(canvas, null, 0x2a1a24, { mode: 'multiply', opacity: depth, texture: thread });
}
