import { type Canvas, fill, maskOf, paintMask } from '../canvas.ts';
import { type Colour, colour, lighter } from '../colour.ts';
import { across, around, finish, shaded, shadow, stipple } from '../paints.ts';
import { curve, ellipse, moved, type Place, places, polygon, ribbon, type Shape, smooth, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { type HairStyle, hairBehind, hairInFront } from './hair.ts';

/** What tells one face from another. Colours as `#rrggbb`. */
export type Look = {
  skin: string;
  hair: string;
  style: HairStyle;
  coat: string;
  collar: string;
  ground: [string, string];
  /** Of the brows, when it is not that of the hair: under caps and scarves. */
  brow?: string;
  glasses?: string;
  beard?: 'full' | 'moustache';
  earrings?: string;
};

/** Half a face mirrored into a whole one. */
function symmetric(half: readonly Place[]): Shape {
  return smooth([...half, ...[...half].reverse().map(([x, y]): Place => [-x, y])]);
}

const centred = (shape: Shape): Shape => moved(shape, (x, y) => [x + 320, y + 300]);
const at = (written: string): Shape => centred(smooth(places(written)));

function lit(canvas: Canvas, shape: Shape, tint: Colour, [x0, y0, x1, y1]: readonly [number, number, number, number]) {
  const mask = maskOf(canvas, shape);
  paintMask(canvas, mask, shaded([lighter(tint, 0.05), tint, lighter(tint, -0.09)], across(x0, y0, x1, y1), 0.16));
  return mask;
}

function shoulders(canvas: Canvas, look: Look) {
  const skin = colour(look.skin);
  const body = at('-270 420, -250 280, -170 218, -70 190, 70 190, 170 218, 250 280, 270 420');
  shadow(canvas, body, { dx: 0, dy: -8, blur: 24, opacity: 0.25 });
  lit(canvas, body, colour(look.coat), [160, 480, 520, 640]);
  const neck = lit(
    canvas,
    at('-62 60, -58 190, -84 216, 0 262, 84 216, 58 190, 62 60'),
    lighter(skin, -0.06),
    [260, 380, 390, 540],
  );
  paintMask(canvas, neck, 0x3a1030, { mode: 'multiply', opacity: 0.32, texture: around(320, 560, 200) });
  const collar = colour(look.collar);
  for (const side of [-1, 1]) {
    const lapel = polygon([-62 * side, 186], [-112 * side, 206], [-64 * side, 318], [2 * side, 262]);
    fill(canvas, centred(lapel), shaded([collar, lighter(collar, -0.1)], across(220, 480, 420, 620), 0.16));
  }
}

function head(canvas: Canvas, look: Look) {
  const skin = colour(look.skin);
  for (const side of [-1, 1]) {
    lit(canvas, centred(ellipse(side * 136, 6, 24, 36)), lighter(skin, -0.04), [180, 280, 460, 340]);
    if (look.earrings) fill(canvas, centred(ellipse(side * 142, 50, 11)), colour(look.earrings));
  }
  const half: Place[] = places('0 -172, 76 -160, 124 -104, 136 -20, 124 60, 86 124, 40 158');
  const face = lit(canvas, centred(symmetric([...half, [0, 168]])), skin, [190, 160, 470, 470]);
  for (const side of [-1, 1]) {
    const blush = around(320 + side * 78, 352, 52);
    paintMask(canvas, face, 0xe2574a, { opacity: 0.32, texture: stipple((x, y) => (1 - blush(x, y)) * 0.8) });
  }
  return face;
}

function features(canvas: Canvas, look: Look) {
  const skin = colour(look.skin);
  const brow = lighter(colour(look.brow ?? look.hair), -0.04);
  for (const side of [-1, 1]) {
    fill(canvas, centred(ellipse(side * 56, 0, 12, 15)), 0x1d1820);
    fill(canvas, centred(ellipse(side * 56 - 4, -6, 4)), 0xffffff);
    const arch = curve(through(side * 30, -40, side * 58, -52, side * 90, -38));
    fill(canvas, centred(ribbon(arch, (t) => 13 * Math.sin(Math.PI * (0.15 + t * 0.75)))), brow);
  }
  const nose = curve(through(4, 0, 18, 44, 10, 60, -10, 58));
  fill(canvas, centred(ribbon(nose, (t) => 9 * Math.sin(Math.PI * (0.1 + t * 0.85)))), lighter(skin, -0.13));
  if (look.beard) beard(canvas, look);
  const mouth = curve(through(-44, 92, -20, 108, 20, 108, 44, 92));
  fill(
    canvas,
    centred(ribbon(mouth, (t) => 12 * Math.sin(Math.PI * t) + 1)),
    look.beard === 'full' ? 0xd98a7a : 0xa33d3a,
  );
}

function beard(canvas: Canvas, look: Look) {
  const tint = colour(look.hair);
  const whole =
    '-136 -10, -124 66, -88 132, -40 172, 0 184, 40 172, 88 132, 124 66, 136 -10, 112 40, 72 74, 0 70, -72 74, -112 40';
  const lip = '-66 92, -34 68, 0 74, 34 68, 66 92, 30 90, 0 86, -30 90';
  fill(
    canvas,
    at(look.beard === 'full' ? whole : lip),
    shaded([lighter(tint, 0.06), tint], across(200, 300, 440, 480), 0.4),
  );
}

function glasses(canvas: Canvas, tint: Colour) {
  for (const side of [-1, 1]) {
    const rim = ellipse(side * 58, 2, 48, 44);
    fill(canvas, centred(rim), 0xffffff, { opacity: 0.16 });
    const line = Array.from({ length: 41 }, (_, i): Place => {
      const angle = (i / 40) * Math.PI * 2;
      return [side * 58 + Math.cos(angle) * 48, 2 + Math.sin(angle) * 44];
    });
    fill(canvas, centred(ribbon(line, 9)), tint);
    fill(canvas, centred(ribbon(through(side * 104, -6, side * 138, -12), 9)), tint);
  }
  fill(canvas, centred(ribbon(curve(through(-12, -2, 0, -10, 12, -2)), 9)), tint);
}

function drawFace(canvas: Canvas, look: Look) {
  const [light, dark] = look.ground;
  fill(canvas, null, shaded([light, dark], across(0, 0, 640, 640), 0.16));
  fill(canvas, ellipse(320, 330, 262), 0xffffff, { opacity: 0.14 });
  hairBehind(canvas, look.style, colour(look.hair));
  shoulders(canvas, look);
  head(canvas, look);
  features(canvas, look);
  if (look.glasses) glasses(canvas, colour(look.glasses));
  hairInFront(canvas, look.style, colour(look.hair));
  finish(canvas, { corners: 0.06 });
}

/** A portrait, 640 units square, in the manner of the other works. */
export function faceOf(key: string, look: Look): Work {
  return { key: `face-${key}`, width: 640, height: 640, draw: (canvas) => drawFace(canvas, look) };
}
