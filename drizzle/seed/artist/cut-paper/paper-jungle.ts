import { type Canvas, fill } from '../canvas.ts';
import { blend, type Colour, colour } from '../colour.ts';
import { cutout, finish } from '../paints.ts';
import type { Random } from '../random.ts';
import { ellipse, type Place, places, ribbon, smooth, spine, through } from '../shapes.ts';
import type { Work } from '../work.ts';
import { cut, frond } from './technique.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  fill(canvas, null, colour('#0f3b44'));
  const depths: [string[], number][] = [
    [['#14545a', '#12494f'], 14],
    [['#1c6b62', '#24785f'], 13],
    [['#3b8f5a', '#5aa152', '#2d7f5f'], 12],
    [['#86b84a', '#b9cf57', '#4f9c57'], 10],
  ];
  cutout(canvas, cut(ellipse(w * 0.5, h * 0.42, w * 0.27)), colour('#f6c453'), { blur: 40, opacity: 0.5 });
  for (const [tints, count] of depths) {
    for (let i = 0; i < count; i++) {
      const angle = (i / count) * Math.PI * 2 + random.between(-0.2, 0.2);
      const from: Place = [w * 0.5 + Math.cos(angle) * w * 0.66, h * 0.5 + Math.sin(angle) * h * 0.62];
      const inward = angle + Math.PI + random.between(-0.45, 0.45);
      const tint = colour(random.pick(tints));
      if (random.chance(0.6))
        frond(canvas, from, inward, random.between(420, 680), random.between(-0.5, 0.5), tint, {
          blades: random.whole(7, 12),
          wide: random.between(0.16, 0.3),
        });
      else
        monstera(
          canvas,
          [from[0] * 0.86 + w * 0.07, from[1] * 0.86 + h * 0.07],
          inward,
          random.between(300, 430),
          tint,
        );
    }
  }
  toucan(canvas, w * 0.5, h * 0.45, 1.25);
  finish(canvas, { paper: 0.05, corners: 0.22 });
}

function monstera(canvas: Canvas, [x, y]: Place, turn: number, size: number, tint: Colour) {
  const edge: Place[] = [];
  for (let i = 0; i <= 120; i++) {
    const a = -Math.PI + (i / 120) * Math.PI * 2;
    const heart = 0.62 + 0.38 * Math.cos(a / 2) ** 2 - 0.5 * Math.exp(-(((Math.abs(a) - Math.PI) / 0.22) ** 2));
    const slot = Math.abs(a) > 0.35 && Math.abs(a) < 2.5 ? Math.max(0, Math.sin(a * 7.2) - 0.55) * 1.1 : 0;
    const r = size * heart * (1 - slot * 0.75);
    edge.push([x + Math.cos(turn + a) * r, y + Math.sin(turn + a) * r]);
  }
  cutout(canvas, [edge.flat()], tint, { dx: 8, dy: 12, blur: 14, opacity: 0.35 });
  fill(
    canvas,
    ribbon(spine(x, y, turn, size * 0.85, 0), (t) => 7 * (1 - t * 0.7)),
    blend(tint, 0xffffff, 0.3),
  );
}

function toucan(canvas: Canvas, x: number, y: number, s: number) {
  const at = (places: Place[]) => smooth(places.map(([a, b]): Place => [x + a * s, y + b * s]));
  cutout(
    canvas,
    ribbon(through(x - 330 * s, y + 205 * s, x - 60 * s, y + 178 * s, x + 330 * s, y + 196 * s), (t) => 30 - t * 12),
    colour('#5b3a29'),
  );
  cutout(canvas, at(places('-60 120, -96 240, -84 380, -46 372, -20 240, 0 140')), colour('#16182b'));
  cutout(
    canvas,
    at(places('40 -190, -60 -150, -110 0, -90 130, -10 190, 60 110, 96 -20, 104 -140')),
    colour('#1c1f36'),
  );
  cutout(canvas, at(places('46 -150, 0 -60, 22 40, 76 10, 104 -90, 96 -150')), colour('#fdf1d8'), {
    dx: 3,
    dy: 4,
    blur: 5,
  });
  cutout(canvas, at(places('84 -182, 170 -206, 268 -160, 300 -84, 262 -104, 176 -108, 96 -96')), colour('#f08a2c'), {
    dx: 6,
    dy: 9,
    blur: 8,
  });
  cutout(canvas, at(places('262 -160, 300 -84, 262 -104, 236 -130')), colour('#1c1f36'), { dx: 2, dy: 2, blur: 3 });
  cutout(canvas, at(places('96 -150, 180 -170, 262 -132, 180 -140')), colour('#f8c24f'), { dx: 2, dy: 3, blur: 4 });
  cutout(canvas, ellipse(x + 62 * s, y - 140 * s, 28 * s), colour('#3f9bb5'), { dx: 2, dy: 3, blur: 4 });
  fill(canvas, ellipse(x + 64 * s, y - 140 * s, 13 * s), 0x10101c);
  fill(canvas, ellipse(x + 68 * s, y - 145 * s, 4 * s), 0xffffff);
  cutout(canvas, at(places('-90 -40, -120 60, -86 190, -40 130, -20 20, -50 -50')), colour('#2a2f52'), {
    dx: 5,
    dy: 6,
    blur: 8,
  });
}

export const paperJungle: Work = { key: 'paper-jungle', width: 1440, height: 1800, draw };
