import { type Canvas, fill, maskOf, paintMask } from '../canvas.ts';
import { across, around, finish, shaded, shadow, stipple } from '../paints.ts';
import type { Random } from '../random.ts';
import { curve, ellipse, leaf, type Place, polygon, rectangle, ribbon, smooth, through } from '../shapes.ts';
import { castShadow } from '../vessels.ts';
import type { Work } from '../work.ts';
import { backdrop, rounded, solid } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  backdrop(canvas, ['#dfe5d3', '#c4cfb4', '#a3b394'], ['#5d4436', '#3f2c26'], h * 0.62);
  tray(canvas, random);
  pot(canvas);
  for (const [px, py] of [
    [0.66, 0.79],
    [0.78, 0.815],
    [0.56, 0.835],
  ] as const)
    teaCup(canvas, w * px, h * py);
  steam(canvas);
  finish(canvas);
}

/** Bamboo, with slots for the water. */
function tray(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;

  for (let i = 0; i < 9; i++)
    fill(
      canvas,
      leaf(
        w * random.between(-0.05, 0.5),
        h * random.between(-0.05, 0.2),
        random.between(0.2, 1.2),
        random.between(260, 480),
        random.between(40, 70),
        0.2,
      ),
      0x6f8463,
      { opacity: 0.25 },
    );
  const tray = rounded(w * 0.1, h * 0.74, w * 0.8, h * 0.14, 40);
  shadow(canvas, tray, { dx: 20, dy: 40, blur: 26, opacity: 0.5 });
  solid(canvas, tray, ['#b98552', '#8a5a36', '#5f3a26'], [w * 0.1, h * 0.74, w * 0.9, h * 0.9]);
  for (let i = 0; i < 16; i++)
    fill(canvas, rectangle(w * (0.13 + i * 0.047), h * 0.765, w * 0.03, h * 0.085), 0x4a2c1c, { opacity: 0.55 });
}

/** Handle, spout, body, lid and knob, all of one clay. */
function pot(canvas: Canvas) {
  const { width: w, height: h } = canvas;

  const clay = ['#c9795a', '#a3543f', '#5f2c28'];
  const [x, y] = [w * 0.4, h * 0.62];
  fill(
    canvas,
    ribbon(curve(through(x + 190, y - 100, x + 330, y - 130, x + 350, y + 30, x + 200, y + 90)), 44),
    shaded(clay, across(x + 180, y - 140, x + 360, y + 90), 0.25),
  );
  fill(
    canvas,
    ribbon(curve(through(x - 180, y + 70, x - 270, y + 10, x - 310, y - 90, x - 370, y - 130)), (t) => 92 - 56 * t),
    shaded(clay, across(x - 370, y - 130, x - 180, y + 110), 0.25),
  );
  const body = smooth([
    [x - 190, y - 60],
    [x - 120, y - 150],
    [x, y - 175],
    [x + 120, y - 150],
    [x + 195, y - 60],
    [x + 215, y + 50],
    [x + 150, y + 160],
    [x, y + 184],
    [x - 150, y + 160],
    [x - 212, y + 50],
  ]);
  castShadow(canvas, body, y + 184, { lean: 0.6 });
  solid(canvas, body, ['#dc9270', ...clay], [x - 210, y - 170, x + 215, y + 184]);
  solid(canvas, ellipse(x, y - 150, 132, 30), ['#dc9270', '#8a4236'], [x - 130, y - 180, x + 130, y - 120]);
  solid(
    canvas,
    smooth(through(x - 112, y - 156, x - 60, y - 198, x, y - 208, x + 60, y - 198, x + 112, y - 156)),
    ['#dc9270', '#8a4236'],
    [x - 110, y - 210, x + 110, y - 150],
  );
  solid(canvas, ellipse(x, y - 226, 36, 30), ['#e8a684', '#7a382f'], [x - 36, y - 256, x + 36, y - 196]);
  const shine = maskOf(canvas, body);
  paintMask(canvas, shine, 0xffe6d0, {
    mode: 'screen',
    opacity: 0.6,
    texture: stipple((px, py) => (1 - around(x - 90, y - 70, 110)(px, py)) * 0.7),
  });
}

/** Three threads of it. */
function steam(canvas: Canvas) {
  const { width: w, height: h } = canvas;

  for (let i = 0; i < 3; i++)
    fill(
      canvas,
      ribbon(
        curve([
          [w * (0.64 + i * 0.02), h * 0.7],
          [w * (0.63 + i * 0.02), h * 0.6],
          [w * (0.66 + i * 0.02), h * 0.5],
          [w * (0.635 + i * 0.02), h * 0.38],
        ]),
        (t) => 24 * Math.sin(Math.PI * t),
      ),
      0xffffff,
      { opacity: 0.25 },
    );
}

function teaCup(canvas: Canvas, x: number, y: number) {
  const shape = polygon(
    [x - 84, y - 70],
    [x + 84, y - 70],
    [x + 60, y + 24],
    [x + 38, y + 40],
    [x - 38, y + 40],
    [x - 60, y + 24],
  );
  castShadow(canvas, shape, y + 40, { lean: 0.7, opacity: 0.6 });
  solid(canvas, shape, ['#fbf8f0', '#dfe4e0', '#9aa8a8'], [x - 84, y - 70, x + 84, y + 40]);
  fill(canvas, ellipse(x, y - 70, 84, 25), 0xf3f0e6);
  fill(canvas, ellipse(x, y - 66, 72, 20), shaded(['#c9a23f', '#8f6a22'], across(x - 70, 0, x + 70, 0), 0.2));
  for (const dy of [-30, -18])
    fill(
      canvas,
      ribbon(
        Array.from({ length: 13 }, (_, i): Place => [x - 74 + i * 12.4, y + dy + Math.sin((i / 12) * Math.PI) * 16]),
        4,
      ),
      0x3f6f9a,
      { opacity: 0.8 },
    );
}

export const teaSet: Work = { key: 'tea-set', width: 1800, height: 1400, draw };
