import { type Canvas, fill, maskOf } from '../canvas.ts';
import { colour } from '../colour.ts';
import { across, finish, shaded } from '../paints.ts';
import {
  curve,
  ellipse,
  leaf,
  type Place,
  polygon,
  rectangle,
  ribbon,
  ring,
  sector,
  smooth,
  spine,
  through,
} from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, shaded(['#f6e3b8', '#f3d59a', '#e9bd78'], across(0, 0, w, h), 0.14));
  const ground = h * 0.82;
  fill(canvas, rectangle(0, ground, w, h), shaded(['#d98f5f', '#b96a4a'], across(0, ground, 0, h), 0.18));
  fill(
    canvas,
    ellipse(w * 0.5, h * 0.44, h * 0.36),
    shaded(['#f2836b', '#e8604f'], across(0, h * 0.1, 0, h * 0.8), 0.2),
  );
  const r = h * 0.2;
  const [back, front]: Place[] = [
    [w * 0.29, ground - r],
    [w * 0.71, ground - r],
  ] as [Place, Place];
  const crank: Place = [w * 0.46, ground - r * 0.92];
  const seat: Place = [w * 0.41, ground - r * 2.15];
  const head: Place = [w * 0.645, ground - r * 2.1];
  wheels(canvas, back, front, r, ground);
  const tube = (a: Place, b: Place, wide = 20) =>
    fill(
      canvas,
      ribbon([a, b], wide),
      shaded(
        ['#2f8a8c', '#1d5c66', '#123f4a'],
        across(0, Math.min(a[1], b[1]) - 20, 0, Math.max(a[1], b[1]) + 20),
        0.2,
      ),
    );
  const lug: Place = [head[0] + 12, head[1] + 70];
  for (const [a, b, wide] of [
    [back, crank, 14],
    [back, [seat[0] + 8, seat[1] + 60], 13],
    [crank, seat, 22],
    [crank, lug, 24],
    [[seat[0] + 8, seat[1] + 60], [head[0] + 6, head[1] + 30], 22],
    [head, [front?.[0] ?? 0, front?.[1] ?? 0], 18],
  ] as [Place, Place, number][])
    tube(a, b, wide);
  saddleAndBars(canvas, head, seat);
  cranks(canvas, crank);
  basket(canvas, head[0] + 96, head[1] + 4);
  finish(canvas);
}

/** Tyres, rims, spokes and mudguards. */
function wheels(canvas: Canvas, back: Place | undefined, front: Place | undefined, r: number, ground: number) {
  for (const hub of [back, front] as Place[]) {
    fill(canvas, leaf(hub[0] - r * 1.1, ground + 26, 0, r * 2.6, 30), 0x6a2a30, { opacity: 0.45 });
    fill(canvas, ring(hub[0], hub[1], r, r * 0.93), 0x23202b);
    fill(canvas, ring(hub[0], hub[1], r * 0.92, r * 0.88), 0xf3ead8);
    for (let i = 0; i < 28; i++) {
      const a = (i / 28) * Math.PI * 2;
      fill(
        canvas,
        ribbon(
          [
            [hub[0] + Math.cos(a + 0.3) * 14, hub[1] + Math.sin(a + 0.3) * 14],
            [hub[0] + Math.cos(a) * r * 0.9, hub[1] + Math.sin(a) * r * 0.9],
          ],
          2.6,
        ),
        0x4a4452,
        { opacity: 0.85 },
      );
    }
    fill(canvas, ellipse(...hub, 20), 0x23202b);
    fill(canvas, sector(...hub, r * 1.09, Math.PI * 1.08, Math.PI * 1.82, r * 1.04), 0x1f5f66);
  }
}

/** What one holds and sits on. */
function saddleAndBars(canvas: Canvas, head: Place, seat: Place) {
  fill(canvas, ribbon([head, [head[0] - 14, head[1] - 66]], 16), 0xd9d0c4);
  fill(
    canvas,
    ribbon(
      curve([
        [head[0] - 14, head[1] - 62],
        [head[0] + 60, head[1] - 92],
        [head[0] + 40, head[1] - 40],
        [head[0] - 90, head[1] - 30],
      ]),
      17,
    ),
    0x4a2c22,
  );
  fill(
    canvas,
    smooth([
      [seat[0] - 92, seat[1] - 40],
      [seat[0] - 40, seat[1] - 58],
      [seat[0] + 84, seat[1] - 36],
      [seat[0] + 20, seat[1] - 16],
      [seat[0] - 70, seat[1] - 4],
    ]),
    0x4a2c22,
  );
}

/** Chainring and pedals. */
function cranks(canvas: Canvas, crank: Place) {
  fill(canvas, ring(crank[0], crank[1], 58, 44), 0x23202b);
  fill(canvas, ribbon(through(crank[0] - 60, crank[1] + 84, crank[0] + 60, crank[1] - 84), 13), 0x23202b);
  for (const s of [-1, 1]) fill(canvas, rectangle(crank[0] + s * 60 - 34, crank[1] - s * 84 - 9, 68, 18), 0x23202b);
}

function basket(canvas: Canvas, x: number, y: number) {
  for (let i = 0; i < 15; i++) {
    const turn = -Math.PI / 2 + (i - 7) * 0.13;
    const line = spine(x, y - 20, turn, 150 + (i % 4) * 34, (i - 7) * 0.04, 10);
    fill(canvas, ribbon(line, 6), 0x4f7a4a);
    const [fx, fy] = line.at(-1) as Place;
    for (let k = 0; k < 6; k++)
      fill(
        canvas,
        leaf(fx, fy, (k / 6) * Math.PI * 2, 34, 22),
        colour(['#fff3d6', '#f7b2a0', '#f2d04f'][i % 3] as string),
      );
    fill(canvas, ellipse(fx, fy, 9), 0xc8742c);
  }
  const shape = polygon([x - 120, y - 50], [x + 120, y - 50], [x + 92, y + 90], [x - 92, y + 90]);
  fill(canvas, shape, shaded(['#e0b072', '#a86f3c'], across(x - 120, y, x + 120, y + 60), 0.3));
  const within = maskOf(canvas, shape);
  for (let row = 0; row < 8; row++)
    for (let col = 0; col < 12; col++)
      fill(canvas, ellipse(x - 116 + col * 21 + (row % 2) * 10, y - 42 + row * 18, 9, 5), 0x7a4a26, {
        within,
        opacity: 0.55,
      });
  fill(canvas, ribbon(through(x - 126, y - 50, x + 126, y - 50), 16), 0x8f5a30);
}

export const bicycle: Work = { key: 'bicycle', width: 1800, height: 1350, draw };
