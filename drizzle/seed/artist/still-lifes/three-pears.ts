import { type Canvas, maskOf, paintMask } from '../canvas.ts';
import { colour } from '../colour.ts';
import { around, finish, stipple } from '../paints.ts';
import { castShadow, fruit, pearShape, stem } from '../vessels.ts';
import type { Work } from '../work.ts';
import { tableTop } from './technique.ts';

function draw(canvas: Canvas) {
  const { width: w, height: h } = canvas;
  tableTop(canvas, h * 0.64, ['#1f5a60', '#2c7a78', '#18434c'], ['#e9c893', '#d29a5c', '#a4673d']);
  const set: [number, number, number, number][] = [
    [0.26, 0.76, 560, -0.05],
    [0.68, 0.73, 610, 0.07],
    [0.47, 0.84, 520, 0.02],
  ];
  for (const [px, py, size, lean] of set) {
    const shape = pearShape(w * px, h * py, size, lean);
    castShadow(canvas, shape, h * py, { lean: 0.8 });
    fruit(canvas, shape, [w * px + lean * 60, h * py - size * 0.3], size * 0.5, [
      '#f6ea8c',
      '#dcc94c',
      '#9fab3a',
      '#5d7a33',
    ]);
    const blush = around(w * px + size * 0.24, h * py - size * 0.34, size * 0.4);
    paintMask(canvas, maskOf(canvas, shape), colour('#d4532f'), {
      opacity: 0.75,
      texture: stipple((x, y) => (1 - blush(x, y)) * 0.9),
    });
    stem(
      canvas,
      [w * px + lean * size, h * py - size * 0.985],
      size * 0.17,
      0.25 + lean * 3,
      px > 0.6 ? '#7fae4f' : undefined,
    );
  }
  finish(canvas);
}

export const threePears: Work = { key: 'three-pears', width: 1800, height: 1400, draw };
