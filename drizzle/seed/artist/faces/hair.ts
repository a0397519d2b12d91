import { type Canvas, fill } from '../canvas.ts';
import { type Colour, lighter } from '../colour.ts';
import { across, shaded, shadow } from '../paints.ts';
import { randomOf } from '../random.ts';
import { ellipse, moved, places, type Shape, smooth } from '../shapes.ts';

export type HairStyle =
  | 'bald'
  | 'short'
  | 'side'
  | 'bob'
  | 'long'
  | 'bun'
  | 'curls'
  | 'fringe'
  | 'scarf'
  | 'cap'
  | 'quiff';

const centred = (shape: Shape): Shape => moved(shape, (x, y) => [x + 320, y + 300]);
const at = (written: string): Shape => centred(smooth(places(written)));

/** Hair that hangs behind head and shoulders. */
const behind: Partial<Record<HairStyle, string>> = {
  bob: '0 -206, 120 -180, 176 -90, 180 40, 166 130, 100 150, 0 120, -100 150, -166 130, -180 40, -176 -90, -120 -180',
  fringe: '0 -206, 120 -182, 174 -90, 178 30, 160 104, 90 110, -90 110, -160 104, -178 30, -174 -90, -120 -182',
  long: '0 -206, 124 -180, 180 -80, 190 90, 204 250, 150 330, 60 300, -60 300, -150 330, -204 250, -190 90, -180 -80, -124 -180',
  scarf:
    '0 -214, 130 -186, 186 -80, 184 80, 150 190, 190 300, 90 360, -90 360, -190 300, -150 190, -184 80, -186 -80, -130 -186',
};

/** Hair that lies over the forehead. */
const before: Partial<Record<HairStyle, string[]>> = {
  short: [
    '-142 -10, -150 -110, -96 -190, 0 -212, 96 -190, 150 -110, 142 -10, 122 -66, 92 -112, 20 -120, -60 -116, -110 -90, -124 -60',
  ],
  side: [
    '-146 4, -154 -110, -90 -200, 30 -222, 126 -184, 152 -100, 142 0, 124 -70, 60 -106, -30 -150, -96 -92, -126 -50',
  ],
  quiff: [
    '-142 -14, -148 -100, -110 -176, -40 -250, 70 -256, 140 -196, 152 -100, 142 -10, 122 -70, 80 -120, 0 -132, -80 -116, -122 -64',
  ],
  bob: [
    '-150 10, -160 -100, -96 -196, 0 -214, 96 -196, 160 -100, 150 10, 126 -60, 70 -130, -10 -168, -70 -120, -122 -60',
  ],
  fringe: [
    '-152 6, -160 -104, -96 -196, 0 -214, 96 -196, 160 -104, 152 6, 124 -46, 84 -58, 40 -54, 0 -62, -44 -54, -88 -60, -126 -46',
  ],
  long: [
    '-152 30, -162 -100, -96 -196, 0 -216, 96 -196, 162 -100, 152 30, 124 -50, 84 -120, 6 -176, -76 -124, -122 -54',
  ],
  bun: [
    '-144 -6, -150 -110, -96 -188, 0 -210, 96 -188, 150 -110, 144 -6, 120 -80, 70 -138, 0 -150, -70 -138, -120 -80',
  ],
  scarf: [
    '-156 60, -164 -96, -100 -196, 0 -218, 100 -196, 164 -96, 156 60, 124 120, 132 -30, 96 -122, 0 -154, -96 -122, -132 -30, -124 120',
  ],
  cap: [
    '-156 -64, -150 -160, -80 -214, 0 -224, 80 -214, 150 -160, 156 -64, 80 -84, 0 -90, -80 -84',
    '-168 -74, -90 -96, 0 -104, 90 -96, 168 -74, 176 -44, 90 -62, 0 -68, -90 -62, -176 -44',
  ],
};

const tinted = (tint: Colour) =>
  shaded([lighter(tint, 0.07), tint, lighter(tint, -0.07)], across(180, 100, 460, 460), 0.26);

function curls(canvas: Canvas, tint: Colour, from: number, to: number, seed: string) {
  const random = randomOf(seed);
  for (let i = 0; i < 46; i++) {
    const angle = from + (to - from) * (i / 45);
    const reach = random.between(136, 186);
    const [x, y] = [Math.cos(angle) * reach, -40 + Math.sin(angle) * reach * 1.06];
    fill(canvas, centred(ellipse(x, y, random.between(26, 42))), lighter(tint, random.between(-0.04, 0.06)));
  }
}

/** What of the hair is seen behind the face. */
export function hairBehind(canvas: Canvas, style: HairStyle, tint: Colour) {
  if (style === 'curls') curls(canvas, lighter(tint, -0.04), Math.PI * 0.8, Math.PI * 2.2, 'behind');
  if (style === 'bun') fill(canvas, centred(ellipse(0, -226, 66, 60)), tinted(tint));
  const outline = behind[style];
  if (outline) fill(canvas, at(outline), tinted(lighter(tint, -0.03)));
}

/** What of the hair lies over the face. */
export function hairInFront(canvas: Canvas, style: HairStyle, tint: Colour) {
  if (style === 'curls') curls(canvas, tint, Math.PI * 1.06, Math.PI * 1.94, 'front');
  for (const outline of before[style] ?? []) {
    shadow(canvas, at(outline), { dx: 0, dy: 8, blur: 10, opacity: 0.22 });
    fill(canvas, at(outline), tinted(tint));
  }
}
