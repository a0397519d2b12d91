import { type Canvas, fill } from '../canvas.ts';
import { colour, ramp } from '../colour.ts';
import { cloudOf, grain } from '../noise.ts';
import { across, finish, shaded, shadow } from '../paints.ts';
import type { Random } from '../random.ts';
import { ellipse, leaf, type Place, rectangle, ring, sector } from '../shapes.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  const wash = cloudOf('surf', 4);
  const shore = (y: number) => w * 0.5 + Math.sin(y / 420) * w * 0.05 + wash(y / 500, 1) * w * 0.07;
  const shores = Float32Array.from({ length: Math.ceil(h) + 2 }, (_, y) => shore(y));
  const sand = ramp(...['#e9cfa0', '#f1dcb4', '#f7e8c9'].map(colour));
  const sea = ramp(...['#bfe8dc', '#6fd0cc', '#2fb0bf', '#1a86a8', '#125f8c'].map(colour));
  fill(canvas, null, (x, y) => {
    const d = x - (shores[y | 0] as number) + wash(x / 90, y / 90) * 26;
    if (d < 0) return d > -60 ? 0xd6b483 : sand(0.5 + wash(x / 60, y / 60) * 0.5 + grain(x, y) * 0.2);
    const lace = wash(x / 46 + 7, y / 46) + wash(x / 20, y / 20) * 0.5;
    const band = Math.max(
      Math.exp(-((d - 22) ** 2) / 500),
      0.85 * Math.exp(-((d - 150 - wash(y / 220, 5) * 60) ** 2) / 900),
      0.6 * Math.exp(-((d - 310 - wash(y / 260, 9) * 80) ** 2) / 1300),
    );
    if (band + lace * 0.42 > 0.72) return 0xfdfefa;
    return sea(d / (w * 0.5) + wash(x / 260, y / 260) * 0.09 + grain(x, y) * 0.012);
  });
  for (let row = 0; row < 8; row++)
    for (let col = 0; col < 4; col++) {
      const x = w * (0.06 + col * 0.105) + random.bell() * 12;
      const y = h * (0.07 + row * 0.123) + random.bell() * 12;
      if (x > shore(y) - 130 || random.chance(0.12)) continue;
      parasol(canvas, random, x, y, random.between(48, 64));
    }
  for (let i = 0; i < 7; i++)
    swimmer(canvas, random, shore(h * (0.1 + i * 0.13)) + random.between(90, 360), h * (0.1 + i * 0.13));
  const boat: Place = [w * 0.87, h * 0.3];
  fill(canvas, leaf(boat[0] - 8, boat[1] + 110, Math.PI / 2, 300, 70), 0xffffff, {
    opacity: 0.5,
    texture: (x, y) => (wash(x / 12, y / 12) > 0 ? 1 : 0.2),
  });
  shadow(canvas, leaf(boat[0], boat[1] + 110, -Math.PI / 2, 220, 76), { dx: 22, dy: 26, blur: 14 });
  fill(canvas, leaf(boat[0], boat[1] + 110, -Math.PI / 2, 220, 80), 0xfdf6e8);
  fill(canvas, leaf(boat[0], boat[1] + 90, -Math.PI / 2, 150, 48), 0xb9743f);
  fill(canvas, rectangle(boat[0] - 20, boat[1] + 20, 40, 32), 0xf2efe6);
  finish(canvas, { corners: 0.08 });
}

function parasol(canvas: Canvas, random: Random, x: number, y: number, r: number) {
  const tint = colour(random.pick(['#e4572e', '#2d6fa8', '#f3b61f', '#e98aa0', '#2f9c7f', '#fdf6e8']));
  for (const dx of [-0.9, 0.5])
    if (random.chance(0.8)) {
      shadow(canvas, rectangle(x + dx * r, y + r * 0.7, r * 0.52, r * 1.2), { dx: 5, dy: 5, blur: 4, opacity: 0.25 });
      fill(
        canvas,
        rectangle(x + dx * r, y + r * 0.7, r * 0.52, r * 1.2),
        colour(random.pick(['#fdf6e8', '#9cc7d8', '#f5a08a', '#f7d98a'])),
      );
      if (random.chance(0.6)) {
        fill(
          canvas,
          ellipse(x + dx * r + r * 0.26, y + r * 1.3, r * 0.13, r * 0.36),
          colour(random.pick(['#c98a63', '#8a5a40', '#e3b08a'])),
        );
        fill(
          canvas,
          ellipse(x + dx * r + r * 0.26, y + r * 0.92, r * 0.12),
          colour(random.pick(['#2a1d18', '#5a3a22', '#c9a050'])),
        );
      }
    }
  shadow(canvas, ellipse(x, y, r), { dx: r * 0.5, dy: r * 0.6, blur: 7, opacity: 0.36 });
  const turn = random.next();
  for (let k = 0; k < 8; k++) {
    const from = turn + (k / 8) * Math.PI * 2;
    const t = across(x - r, y - r, x + r, y + r);
    fill(
      canvas,
      sector(x, y, r, from, from + Math.PI / 4 + 0.01),
      shaded(k % 2 ? ['#fffdf4', '#e2d9cc'] : [tint, tint, 0x3a2040], t, 0.15),
    );
  }
  fill(canvas, ellipse(x, y, r * 0.08), 0xfff6e0);
}

function swimmer(canvas: Canvas, random: Random, x: number, y: number) {
  fill(canvas, ring(x, y, 26, 22), 0xffffff, { opacity: 0.35 });
  const tint = colour(random.pick(['#f3b61f', '#e4572e', '#f7a6b5', '#fdf6e8']));
  fill(canvas, ring(x, y, 20, 9), tint);
  fill(canvas, ellipse(x, y, 9), colour('#c98a63'));
  fill(canvas, ellipse(x, y - 3, 7), colour('#3a241a'));
}

export const shoreFromAbove: Work = { key: 'shore-from-above', width: 1350, height: 1800, draw };
