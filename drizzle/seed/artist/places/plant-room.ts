import { type Canvas, fill, maskOf } from '../canvas.ts';
import { colour } from '../colour.ts';
import { grain, noiseOf } from '../noise.ts';
import { across, finish, shaded, shadow } from '../paints.ts';
import type { Random } from '../random.ts';
import {
  curve,
  ellipse,
  leaf,
  type Place,
  places,
  polygon,
  rectangle,
  ribbon,
  smooth,
  spine,
  through,
} from '../shapes.ts';
import { profiles, vessel } from '../vessels.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  const floor = h * 0.74;
  fill(canvas, null, shaded(['#f0d3bd', '#e5b79d', '#d49f88'], across(0, 0, w, floor), 0.12));
  fill(canvas, rectangle(0, floor, w, h), shaded(['#b5764f', '#8f5538'], across(0, floor, w * 0.3, h), 0.16));
  for (let i = 0; i < 9; i++)
    fill(canvas, ribbon(through(w * (i / 8), floor, w * ((i / 8 - 0.5) * 1.9 + 0.5), h), 4), 0x5f3424, {
      opacity: 0.5,
    });
  view(canvas);
  sunAndCurtains(canvas, floor);
  potted(canvas, random);
  cat(canvas, w * 0.36, h * 0.9);
  finish(canvas);
}

/** The window and what is seen through it. */
function view(canvas: Canvas) {
  const { width: w, height: h } = canvas;

  const [wx, wy, ww, wh] = [w * 0.2, h * 0.1, w * 0.44, h * 0.46];
  fill(canvas, rectangle(wx - 26, wy - 26, ww + 52, wh + 52), 0xfbf2e4);
  fill(canvas, rectangle(wx, wy, ww, wh), shaded(['#6fb0c9', '#b9dcdc', '#f6ead0'], across(0, wy, 0, wy + wh), 0.08));
  const pane = maskOf(canvas, rectangle(wx, wy, ww, wh));
  for (const [i, tint] of ['#8fb5a4', '#5f8f7a'].entries())
    fill(
      canvas,
      [
        [
          wx,
          wy + wh,
          ...Array.from({ length: 30 }, (_, k) => [
            wx + (k / 29) * ww,
            wy + wh * (0.72 + i * 0.12) - Math.sin(k / 4 + i * 2) * 30,
          ]).flat(),
          wx + ww,
          wy + wh,
        ],
      ],
      colour(tint),
      { within: pane },
    );
  fill(canvas, ellipse(wx + ww * 0.7, wy + wh * 0.25, 46), 0xfff6dc, { within: pane });
  fill(canvas, rectangle(wx + ww / 2 - 8, wy, 16, wh), 0xfbf2e4);
  fill(canvas, rectangle(wx, wy + wh * 0.42, ww, 14), 0xfbf2e4);
}

/** Light on the floor, and two curtains on their pole. */
function sunAndCurtains(canvas: Canvas, floor: number) {
  const { width: w, height: h } = canvas;

  for (const dx of [0, 0.52])
    fill(
      canvas,
      polygon(
        [w * (0.46 + dx * 0.3), floor],
        [w * (0.6 + dx * 0.3), floor],
        [w * (0.78 + dx * 0.3), h],
        [w * (0.56 + dx * 0.3), h],
      ),
      0xffe6b8,
      { mode: 'screen', opacity: 0.45, texture: (x, y) => 0.8 + grain(x, y) * 0.4 },
    );
  for (const [px, tint] of [
    [0.14, '#f7efe2'],
    [0.67, '#f7efe2'],
  ] as const) {
    const folds = noiseOf(`curtain ${px}`);
    fill(
      canvas,
      smooth([
        [w * px - 70, h * 0.06],
        [w * px + 70, h * 0.06],
        [w * px + 84, h * 0.4],
        [w * px + 66, h * 0.71],
        [w * px - 60, h * 0.71],
        [w * px - 80, h * 0.4],
      ]),
      shaded([tint, '#cdb4a8'], (x, y) => 0.4 + folds(x / 26, y / 700) * 0.7, 0.12),
    );
  }
  fill(canvas, ribbon(through(w * 0.04, h * 0.06, w * 0.78, h * 0.06), 12), 0x6a4030);
}

/** The plant by the window, and its pot. */
function potted(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;

  const [px, py] = [w * 0.8, h * 0.86];
  shadow(canvas, ellipse(px, py, 150, 40), { dx: 30, dy: 20, blur: 30, opacity: 0.5 });
  for (let i = 0; i < 17; i++) {
    const turn = -Math.PI / 2 + (i - 8) * 0.17;
    const stalk = spine(px, py - 180, turn, random.between(260, 620), (i - 8) * 0.08, 16);
    fill(canvas, ribbon(stalk, 9), 0x3f6b3f);
    splitLeaf(
      canvas,
      ...(stalk.at(-1) as [number, number]),
      turn + (i - 8) * 0.13,
      random.between(130, 210),
      random.pick([
        ['#8fbf5f', '#2f6b46'],
        ['#5f9a55', '#1f4f3c'],
        ['#a9cf6f', '#3f7f4f'],
      ]),
    );
  }
  const pot = vessel(canvas, {
    x: px,
    y: py,
    height: 250,
    profile: profiles.cup,
    stops: ['#f6efe2', '#d9cbb9', '#8f7f80'],
    tilt: 0.2,
    inside: '#3a2a22',
  });
  for (let i = 0; i < 16; i++)
    fill(
      canvas,
      polygon([px - 160 + i * 22, py - 150], [px - 149 + i * 22, py - 90], [px - 138 + i * 22, py - 150]),
      colour('#c8553d'),
      { within: pot },
    );
}

function splitLeaf(canvas: Canvas, x: number, y: number, turn: number, size: number, stops: string[]) {
  const rim: Place[] = Array.from({ length: 80 }, (_, i): Place => {
    const a = -Math.PI + (i / 79) * Math.PI * 2;
    const heart = 0.6 + 0.4 * Math.cos(a / 2) ** 2;
    const slot = Math.abs(a) > 0.4 && Math.abs(a) < 2.4 ? Math.max(0, Math.sin(a * 6.5) - 0.5) : 0;
    return [
      x + Math.cos(turn + a) * size * heart * (1 - slot * 0.8),
      y + Math.sin(turn + a) * size * heart * (1 - slot * 0.8),
    ];
  });
  shadow(canvas, polygon(...rim), { dx: 8, dy: 12, blur: 10, opacity: 0.25 });
  fill(canvas, polygon(...rim), shaded(stops, across(x - size, y - size, x + size, y + size), 0.3));
  fill(
    canvas,
    ribbon(spine(x, y, turn, size * 0.86, 0), (t) => 6 * (1 - t) + 1),
    0xd9ecb0,
    { opacity: 0.6 },
  );
}

function cat(canvas: Canvas, x: number, y: number) {
  const put = ([a, b]: Place): Place => [x + a, y + b];
  fill(canvas, leaf(x - 230, y + 34, 0, 480, 40), 0x4a2418, { opacity: 0.4 });
  const body = smooth(places('-190 30, -214 -40, -150 -104, -20 -110, 110 -96, 180 -40, 170 30, 0 44').map(put));
  fill(
    canvas,
    ribbon(curve(places('150 10, 240 26, 270 -30, 230 -66').map(put)), (t) => 34 - 12 * t),
    0xd98a4a,
  );
  fill(canvas, body, shaded(['#f0b06f', '#d98a4a', '#a85f30'], across(x - 100, y - 110, x + 100, y + 40), 0.25));
  const mask = maskOf(canvas, body);
  for (let i = 0; i < 7; i++)
    fill(
      canvas,
      ribbon(
        curve(
          (
            [
              [-60 + i * 34, -120],
              [-50 + i * 34, -80],
              [-66 + i * 34, -40],
            ] as Place[]
          ).map(put),
        ),
        (t) => 16 * Math.sin(Math.PI * (0.3 + t * 0.7)),
      ),
      0xa85f30,
      { within: mask, opacity: 0.75 },
    );
  fill(
    canvas,
    ellipse(x - 190, y - 70, 82, 70),
    shaded(['#f0b06f', '#cf8044'], across(x - 250, y - 130, x - 130, y), 0.25),
  );
  for (const s of [-1, 1])
    fill(canvas, polygon(put([-190 + s * 74, -92]), put([-190 + s * 66, -166]), put([-190 + s * 20, -130])), 0xcf8044);
  for (const s of [-1, 1])
    fill(
      canvas,
      ribbon(curve([put([-190 + s * 46, -74]), put([-190 + s * 30, -64]), put([-190 + s * 14, -74])]), 5),
      0x3a2018,
    );
  fill(canvas, polygon(put([-198, -52]), put([-182, -52]), put([-190, -42])), 0x8a3f3a);
}

export const plantRoom: Work = { key: 'plant-room', width: 1440, height: 1800, draw };
