import type { Mask } from '../canvas.ts';
import { type Canvas, fill, maskOf, paintMask } from '../canvas.ts';
import { colour } from '../colour.ts';
import { noiseOf } from '../noise.ts';
import { across, finish, glow, shaded, shadow } from '../paints.ts';
import type { Random } from '../random.ts';
import {
  crescent,
  curve,
  ellipse,
  type Place,
  places,
  polygon,
  rectangle,
  ribbon,
  type Shape,
  smooth,
  through,
} from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  nightSky(canvas, random);
  const [x, y] = [w * 0.48, h * 0.47];
  const at = (places: Place[]): Shape => smooth(places.map(([a, b]): Place => [x + a, y + b]));
  const body = at(
    places(
      '-680 30, -640 -120, -440 -220, -140 -240, 180 -180, 430 -90, 640 -120, 700 -90, 560 10, 300 90, 0 190, -300 220, -560 160',
    ),
  );
  for (const flukes of [
    places('640 -100, 720 -230, 880 -300, 850 -190, 740 -80'),
    places('650 -96, 790 -90, 940 -20, 810 10, 690 -40'),
  ] as Place[][])
    fill(canvas, at(flukes), shaded(['#3f78a8', '#1c3f78'], across(x + 640, y - 300, x + 900, y), 0.25));
  shadow(canvas, body, { dx: 0, dy: 46, blur: 50, opacity: 0.35 });
  const mask = maskOf(canvas, body);
  paintMask(
    canvas,
    mask,
    shaded(['#6aa6c9', '#33699f', '#1b3f78', '#122b5c'], across(x - 100, y - 260, x + 60, y + 220), 0.22),
  );
  throat(canvas, at, x, y, mask);
  fill(
    canvas,
    at(places('-260 120, -180 180, -130 330, -60 420, -60 300, -110 170')),
    shaded(['#3f78a8', '#143060'], across(x - 260, y + 120, x - 60, y + 400), 0.25),
  );
  for (let i = 0; i < 60; i++)
    fill(
      canvas,
      ellipse(x + random.between(-560, 300), y + random.between(-200, -40), random.between(2, 6)),
      0xdff0f2,
      { within: mask, opacity: 0.55 },
    );
  littleTown(canvas, random, x - 130, y - 226);
  cloudSea(canvas);
  finish(canvas, { corners: 0.14 });
}

/** Stars and a young moon. */
function nightSky(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;

  fill(canvas, null, shaded(['#0a1440', '#142a66', '#2b5a94', '#79b0bd', '#f2d8b8'], across(0, 0, 0, h), 0.07));
  for (let i = 0; i < 260; i++)
    fill(canvas, ellipse(random.next() * w, random.next() ** 1.5 * h * 0.7, random.between(0.8, 3)), 0xfff6dc, {
      opacity: random.between(0.3, 0.9),
    });
  fill(canvas, crescent(w * 0.82, h * 0.16, 70, Math.PI + 0.5, 0.5), 0xfbeec4);
  glow(canvas, [w * 0.82, h * 0.16], 240, 0xfbeec4, 0.4);
}

/** Pale belly, pleats, mouth and eye. */
function throat(canvas: Canvas, at: (places: Place[]) => Shape, x: number, y: number, mask: Mask) {
  paintMask(
    canvas,
    maskOf(canvas, at(places('-720 60, -560 60, -300 90, -60 120, 120 170, -100 260, -500 260, -720 160'))),
    shaded(['#f6ead6', '#c9c3c6'], across(x, y + 60, x, y + 240), 0.2),
    { within: mask },
  );
  for (let i = 0; i < 9; i++)
    fill(
      canvas,
      ribbon(
        curve([
          [x - 690 + i * 10, y + 84 + i * 14],
          [x - 420, y + 110 + i * 13],
          [x - 120 + i * 8, y + 146 + i * 8],
        ]),
        4,
      ),
      0x7f93a8,
      { within: mask, opacity: 0.7 },
    );
  fill(canvas, ribbon(curve(through(x - 690, y + 58, x - 560, y + 66, x - 430, y + 40, x - 390, y + 10)), 6), 0x0f2450);
  fill(canvas, ellipse(x - 400, y - 22, 17), 0x0c1530);
  fill(canvas, ellipse(x - 405, y - 28, 5), 0xffffff);
}

/** Three rows of clouds below. */
function cloudSea(canvas: Canvas) {
  const { width: w, height: h } = canvas;

  for (const [i, tint] of ['#cfe0df', '#e6e6dc', '#f6ecdc'].entries()) {
    const puff = noiseOf(`cloud sea ${i}`);
    for (let px = -60; px < w + 80; px += 64)
      fill(
        canvas,
        ellipse(px, h * (0.84 + i * 0.06) + puff(px / 190, i) * 60, 100 + 40 * puff(px / 90, 7)),
        shaded([tint, '#a9c4cc'], across(0, h * (0.78 + i * 0.06), 0, h * (0.98 + i * 0.06)), 0.2),
      );
  }
}

function littleTown(canvas: Canvas, random: Random, x: number, y: number) {
  fill(
    canvas,
    smooth([
      [x - 230, y + 10],
      [x - 120, y - 26],
      [x + 60, y - 24],
      [x + 230, y + 26],
      [x + 60, y + 30],
      [x - 120, y + 24],
    ]),
    0x4f8a5a,
  );
  for (let i = 0; i < 8; i++) {
    const [hx, tall] = [x - 170 + i * 46, random.between(40, 84)];
    const foot = y - 8 + Math.abs(i - 3) * 3;
    fill(
      canvas,
      rectangle(hx, foot - tall, 36, tall),
      colour(random.pick(['#f2c9a0', '#e8876a', '#f6e6c8', '#c9d6c0'])),
    );
    fill(
      canvas,
      polygon([hx - 5, foot - tall], [hx + 18, foot - tall - 30], [hx + 41, foot - tall]),
      colour(random.pick(['#b5433a', '#5a3f6a', '#2f5f83'])),
    );
    fill(canvas, rectangle(hx + 12, foot - tall + 14, 12, 14), 0xffe08a);
  }
  for (const dx of [-200, 190, 120]) fill(canvas, ellipse(x + dx, y - 24, 24, 30), 0x3b7a4f);
}

export const whaleDream: Work = { key: 'whale-dream', width: 1800, height: 1350, draw };
