import { type Canvas, fill, maskOf, paintMask } from '../canvas.ts';
import { colour } from '../colour.ts';
import { grain } from '../noise.ts';
import { across, around, finish, shaded } from '../paints.ts';
import { curve, ellipse, moved, polygon, ribbon } from '../shapes.ts';
import { castShadow } from '../vessels.ts';
import type { Work } from '../work.ts';
import { backdrop, rounded, solid } from './technique.ts';

function draw(canvas: Canvas) {
  const { width: w, height: h } = canvas;
  backdrop(canvas, ['#f3b98a', '#ea8f6a', '#cf6a5a'], ['#8f3f4a', '#6a2a40'], h * 0.7);
  const [x, y] = [w / 2, h * 0.52];
  const strap = curve([
    [x - 540, y - 200],
    [x - 640, y + 60],
    [x - 560, y + 380],
    [x - 240, y + 470],
    [x + 60, y + 430],
    [x + 300, y + 500],
  ]);
  fill(canvas, ribbon(strap, 40), shaded(['#7a4630', '#4d2a22'], across(x - 600, y, x, y + 400), 0.3));
  fill(canvas, ribbon(strap, 26), colour('#8f5639'), { opacity: 0.7 });
  shell(canvas, x, y);
  lens(canvas, x, y);
  finish(canvas);
}

/** The body from the back to the front, dials first. */
function shell(canvas: Canvas, x: number, y: number) {
  const body = rounded(x - 520, y - 260, 1040, 580, 70);
  castShadow(canvas, body, y + 320, { lean: 0.3, squash: 0.16 });
  solid(canvas, rounded(x - 400, y - 300, 130, 60, 16), ['#f0e9dd', '#a79c94'], [x - 400, y - 300, x - 270, y - 240]);
  solid(canvas, rounded(x + 240, y - 322, 170, 80, 20), ['#f0e9dd', '#8f8580'], [x + 240, y - 322, x + 410, y - 250]);
  solid(canvas, ellipse(x + 160, y - 280, 36, 30), ['#e05a3a', '#8f2a22'], [x + 130, y - 310, x + 190, y - 250]);
  solid(canvas, rounded(x - 170, y - 360, 330, 150, 40), ['#e8e0d2', '#a29890'], [x - 170, y - 360, x + 160, y - 220]);
  solid(canvas, body, ['#f2ebde', '#d9cfc0', '#a0958c'], [x - 520, y - 260, x + 520, y + 320]);
  const grip = moved(rounded(x - 520, y - 130, 1040, 350, 10), (a, b) => [a, b]);
  const leather = maskOf(canvas, grip);
  paintMask(canvas, leather, (px, py) => (grain(px * 0.7, py * 0.7) > 0.25 ? 0x3a3038 : 0x292229));
  paintMask(canvas, leather, 0x000000, { opacity: 0.35, texture: across(x - 200, y, x + 560, y + 100) });
  solid(canvas, rounded(x - 90, y - 336, 190, 84, 20), ['#2f4a5c', '#101c2a'], [x - 90, y - 336, x + 100, y - 250]);
  fill(canvas, polygon([x - 78, y - 326], [x - 10, y - 326], [x - 60, y - 262], [x - 78, y - 262]), 0xbfe0e4, {
    opacity: 0.45,
  });
}

/** Rings one in another, and the glass with its reflections. */
function lens(canvas: Canvas, x: number, y: number) {
  for (const [r, stops] of [
    [290, ['#efe8dc', '#8d847e']],
    [252, ['#3a353b', '#17141a']],
    [214, ['#d9d0c4', '#6d6662']],
    [192, ['#26242c', '#0e0c12']],
    [150, ['#3a5f84', '#0b1424']],
  ] as const)
    solid(canvas, ellipse(x, y + 40, r), [...stops], [x - r, y + 40 - r, x + r, y + 40 + r]);
  for (let i = 0; i < 60; i++) {
    const a = (i / 60) * Math.PI * 2;
    fill(
      canvas,
      ribbon(
        [
          [x + Math.cos(a) * 256, y + 40 + Math.sin(a) * 256],
          [x + Math.cos(a) * 282, y + 40 + Math.sin(a) * 282],
        ],
        5,
      ),
      0x5d5652,
    );
  }
  const glass = maskOf(canvas, ellipse(x, y + 40, 138));
  for (const [dx, dy, r, tint] of [
    [-30, -20, 90, '#7a4fa0'],
    [30, 40, 70, '#d9784a'],
    [-50, -60, 46, '#bfe4ee'],
  ] as const)
    paintMask(canvas, glass, colour(tint), {
      mode: 'screen',
      opacity: 0.75,
      texture: (px, py) => Math.max(0, 1 - around(x + dx, y + 40 + dy, r * 1.5)(px, py)),
    });
  fill(canvas, ellipse(x - 52, y - 22, 30, 18, -0.7), 0xffffff, { opacity: 0.85 });
}

export const camera: Work = { key: 'camera', width: 1640, height: 1640, draw };
