import { type Canvas, fill } from '../canvas.ts';
import { colour } from '../colour.ts';
import { border, finish } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, leaf, type Place, ribbon, ring, smooth, spine, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { block, gouge } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  const [paper, black] = ['#f1e6cf', '#1c1a20'];
  fill(canvas, null, colour(paper));
  block(canvas, ellipse(w * 0.5, h * 0.38, w * 0.4), '#e3a13b');
  const [x, y] = [w * 0.5, h * 0.52];
  const body = smooth([
    [x, y - 470],
    [x - 170, y - 500],
    [x - 268, y - 570],
    [x - 270, y - 380],
    [x - 320, y - 120],
    [x - 285, y + 240],
    [x - 120, y + 500],
    [x, y + 540],
    [x + 120, y + 500],
    [x + 285, y + 240],
    [x + 320, y - 120],
    [x + 270, y - 380],
    [x + 268, y - 570],
    [x + 170, y - 500],
  ]);
  block(canvas, body, black);
  for (let row = 0; row < 11; row++) {
    const count = 9 - Math.abs(row - 4) * 0.5;
    for (let i = 0; i < count; i++) {
      const px = x + (i - (count - 1) / 2) * 44 + (row % 2) * 14 - 7;
      const py = y - 60 + row * 46;
      for (const side of [-1, 0, 1])
        gouge(canvas, spine(px, py, Math.PI / 2 + side * 0.5, 30, -side * 0.5, 6), 8, paper);
    }
  }
  wingsAndEyes(canvas, random, x, y, paper, black);
  block(canvas, smooth(through(x, y - 260, x - 32, y - 222, x, y - 128, x + 32, y - 222)), '#e3a13b');
  perch(canvas, black, paper);
  border(canvas, 60, colour('#f6eedb'));
  finish(canvas, { paper: 0.07, corners: 0.03 });
}

/** What comes in pairs: wing feathers, eyes, tufts and toes. */
function wingsAndEyes(canvas: Canvas, random: Random, x: number, y: number, paper: string, black: string) {
  for (const side of [-1, 1]) {
    for (let row = 0; row < 9; row++)
      for (let i = 0; i < 3; i++)
        gouge(
          canvas,
          spine(
            x + side * (232 + i * 26 - row * 6),
            y - 130 + row * 58 + i * 26,
            Math.PI / 2 - side * 0.1,
            74,
            side * 0.35,
            8,
          ),
          10,
          row % 2 ? '#e3a13b' : paper,
        );
    const eye: Place = [x + side * 122, y - 285];
    for (let i = 0; i < 44; i++) {
      const a = (i / 44) * Math.PI * 2;
      gouge(
        canvas,
        [
          [eye[0] + Math.cos(a) * 88, eye[1] + Math.sin(a) * 88],
          [eye[0] + Math.cos(a) * random.between(118, 152), eye[1] + Math.sin(a) * random.between(118, 152)],
        ],
        7,
        paper,
      );
    }
    block(canvas, ellipse(...eye, 80), '#f3c95b');
    block(canvas, ellipse(...eye, 50), black);
    block(canvas, ring(...eye, 74, 66), black);
    block(canvas, ellipse(eye[0] - 18, eye[1] - 20, 14), paper);
    for (let i = 0; i < 7; i++)
      gouge(
        canvas,
        spine(x + side * (60 + i * 28), y - 440 - i * 14, -Math.PI / 2 + side * 0.5, 62, side * 0.4, 6),
        8,
        paper,
      );
    for (let i = 0; i < 3; i++) block(canvas, leaf(x + side * (60 + i * 46), y + 500, Math.PI / 2, 84, 36), '#e3a13b');
  }
}

/** The branch, its grain and its leaves. */
function perch(canvas: Canvas, black: string, paper: string) {
  const { width: w, height: h } = canvas;

  block(
    canvas,
    ribbon(curve(through(-20, h * 0.86, w * 0.3, h * 0.832, w * 0.7, h * 0.845, w + 20, h * 0.81)), (t) => 66 - t * 26),
    black,
  );
  for (let i = 0; i < 26; i++)
    gouge(canvas, through(w * (i / 26), h * 0.853 - (i % 3) * 9, w * (i / 26) + 70, h * 0.849 - (i % 3) * 9), 5, paper);
  for (const [px, py, turn] of [
    [0.1, 0.83, -1.2],
    [0.2, 0.86, 1.1],
    [0.82, 0.82, -1.9],
    [0.92, 0.83, 0.9],
    [0.88, 0.81, -0.9],
  ] as const)
    lino(canvas, w * px, h * py, turn, 190, black, paper);
}

function lino(canvas: Canvas, x: number, y: number, turn: number, length: number, dark: string, light: string) {
  block(canvas, leaf(x, y, turn, length, length * 0.44, 0.25), dark);
  gouge(canvas, spine(x, y, turn, length * 0.86, 0.22), 6, light);
  for (let i = 1; i < 6; i++) {
    const [px, py] = spine(x, y, turn, length * 0.86, 0.22)[i * 3] as Place;
    for (const side of [-1, 1]) gouge(canvas, spine(px, py, turn + side * 0.8, length * 0.15, 0, 4), 4, light);
  }
}

export const owl: Work = { key: 'owl', width: 1300, height: 1800, draw };
