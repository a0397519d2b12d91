import type { Canvas } from '../canvas.ts';
import { finish } from '../paints.ts';
import type { Random } from '../random.ts';
import { birds, mountainCrest, pine, ridge, sky, streaks, sun } from '../scenery.ts';
import type { Work } from '../work.ts';

function draw(canvas: Canvas, random: Random) {
  const { width: w, height: h } = canvas;
  sky(canvas, ['#33518a', '#8497bd', '#e9b8a6', '#f8d9a8', '#fbe9c8'], h * 0.72);
  streaks(canvas, random, { top: h * 0.1, bottom: h * 0.4, count: 16, tint: '#f6c9b4', opacity: 0.35 });
  sun(canvas, [w * 0.68, h * 0.5], h * 0.05, '#fff6dc', '#ffcf8f', 9);
  const tones = ['#b9a3b4', '#9b8fae', '#7a7fa4', '#576592', '#3a4a78', '#22315a', '#131d3c'];
  tones.forEach((tone, i) => {
    const base = h * (0.63 + i * 0.065);
    const crest = mountainCrest(`dawn ${i}`, base, h * (0.2 - i * 0.012), w * (0.2 + i * 0.03));
    ridge(canvas, crest, [tone, i < 5 ? '#f3c9ae' : '#39507f'], h * (0.5 + i * 0.08), 0.1);
    if (i === 6)
      for (let x = 0; x < w; x += random.between(9, 26))
        pine(canvas, random, [x, crest(x) + 14], random.between(30, 95), 0x0e1630);
  });
  birds(canvas, random, [w * 0.36, h * 0.3], 9, 16, '#33406e');
  finish(canvas);
}

export const dawnRidges: Work = { key: 'dawn-ridges', width: 2400, height: 1080, draw };
