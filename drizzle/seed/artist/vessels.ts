import { blurred, type Canvas, fill, type Mask, maskOf, paintMask } from './canvas.ts';
import { type Colour, colour } from './colour.ts';
import { grain } from './noise.ts';
import { across, around, shaded, stipple } from './paints.ts';
import { curve, ellipse, leaf, moved, type Place, polygon, ribbon, type Shape, smooth, spine } from './shapes.ts';

/** Half the width at heights of a turned thing, from foot (0) to lip (1), both as shares of its height. */
export type Profile = readonly Place[];

/** Outlines of turned things, foot to lip. */
export const profiles = {
  bottle: [
    [0, 0.21],
    [0.04, 0.222],
    [0.12, 0.225],
    [0.4, 0.225],
    [0.52, 0.21],
    [0.62, 0.15],
    [0.7, 0.078],
    [0.8, 0.066],
    [0.9, 0.066],
    [0.94, 0.082],
    [1, 0.082],
  ],
  wine: [
    [0, 0.135],
    [0.03, 0.146],
    [0.1, 0.148],
    [0.42, 0.148],
    [0.53, 0.138],
    [0.61, 0.092],
    [0.68, 0.054],
    [0.78, 0.047],
    [0.9, 0.047],
    [0.94, 0.06],
    [1, 0.058],
  ],
  flask: [
    [0, 0.2],
    [0.1, 0.3],
    [0.3, 0.33],
    [0.48, 0.22],
    [0.6, 0.075],
    [0.95, 0.06],
    [1, 0.1],
  ],
  jug: [
    [0, 0.24],
    [0.15, 0.34],
    [0.4, 0.38],
    [0.62, 0.3],
    [0.8, 0.2],
    [0.92, 0.2],
    [1, 0.25],
  ],
  bowl: [
    [0, 0.3],
    [0.06, 0.3],
    [0.1, 0.34],
    [0.35, 0.72],
    [0.7, 0.98],
    [1, 1.08],
  ],
  vase: [
    [0, 0.17],
    [0.12, 0.25],
    [0.42, 0.36],
    [0.7, 0.26],
    [0.84, 0.15],
    [0.95, 0.16],
    [1, 0.21],
  ],
  tall: [
    [0, 0.13],
    [0.06, 0.135],
    [0.3, 0.16],
    [0.7, 0.2],
    [0.9, 0.14],
    [1, 0.16],
  ],
  cup: [
    [0, 0.3],
    [0.05, 0.36],
    [0.5, 0.5],
    [1, 0.56],
  ],
  tin: [
    [0, 0.3],
    [0.05, 0.31],
    [0.95, 0.31],
    [1, 0.3],
  ],
} satisfies Record<string, Profile>;

export type Vessel = {
  x: number;
  y: number;
  height: number;
  profile: Profile;
  stops: (Colour | string)[];
  tilt?: number;
  inside?: string | null;
  light?: number;
};

/** The outline of a turned thing standing at (x, y); `tilt` is how far we look down on it: 0.1 to 0.4. */
export function vesselShape({ x, y, height, profile, tilt = 0.2 }: Vessel): Shape {
  const right = curve(
    profile.map(([t, r]): Place => [r * height, y - t * height]),
    false,
    8,
  );
  const foot = (profile[0] as Place)[1] * height;
  const lip = (profile.at(-1) as Place)[1] * height;
  const arc = (radius: number, cy: number, from: number, to: number) =>
    Array.from({ length: 25 }, (_, i): Place => {
      const angle = from + ((to - from) * i) / 24;
      return [x + Math.cos(angle) * radius, cy + Math.sin(angle) * radius * tilt];
    });
  const left = [...right].reverse().map(([a, b]): Place => [x - a, b]);
  return polygon(
    ...arc(foot, y, Math.PI, 0),
    ...right.map(([a, b]): Place => [x + a, b]),
    ...arc(lip, y - height, 0, -Math.PI),
    ...left,
  );
}

/** A turned thing lit from the left: body, worn highlight, dark mouth. Returns its mask, to decorate it. */
export function vessel(canvas: Canvas, made: Vessel): Mask {
  const { x, y, height, profile, stops, tilt = 0.2, inside = '#2a2430' } = made;
  const widest = Math.max(...profile.map(([, r]) => r)) * height;
  const mask = maskOf(canvas, vesselShape(made));
  paintMask(canvas, mask, shaded(stops, across(x - widest, y - height, x + widest, y - height * 0.6), 0.22));
  const rim = across(x + widest * 0.45, 0, x + widest * 1.2, 0);
  paintMask(canvas, mask, 0x1a1030, {
    mode: 'multiply',
    opacity: 0.55,
    texture: stipple((px, py) => rim(px, py) * 0.8),
  });
  const lip = (profile.at(-1) as Place)[1] * height;
  if (inside) {
    fill(canvas, ellipse(x, y - height, lip, lip * tilt), shaded(stops, across(x + lip, 0, x - lip, 0), 0.1));
    fill(
      canvas,
      ellipse(x, y - height + lip * tilt * 0.08, lip * 0.88, lip * tilt * 0.84),
      shaded([colour(inside), stops[0] as Colour], across(x - lip, y, x + lip * 1.6, y), 0.2),
    );
  }
  return mask;
}

/** The shadow a standing thing throws to the right along a table, stretched and soft. */
export function castShadow(
  canvas: Canvas,
  shape: Shape,
  footY: number,
  { opacity = 0.45, tint = 0x2a1a3a, lean = 0.9, squash = 0.28, blur = 12 } = {},
) {
  const thrown = moved(shape, (x, y) => [x + (footY - y) * lean, footY - (footY - y) * squash + 4]);
  paintMask(canvas, blurred(canvas, maskOf(canvas, thrown), blur), tint, {
    opacity,
    mode: 'multiply',
    texture: (x, y) => 0.92 + grain(x, y) * 0.3,
  });
}

/** The outline of a pear standing at (x, y), leaning by `lean`. */
export function pearShape(x: number, y: number, size: number, lean = 0): Shape {
  const half: Place[] = [
    [0, 0.02],
    [0.28, 0.03],
    [0.44, 0.2],
    [0.45, 0.4],
    [0.33, 0.62],
    [0.2, 0.8],
    [0.15, 0.94],
    [0.06, 1.01],
  ];
  const all = [...half, ...[...half].reverse().map(([a, b]): Place => [-a, b])];
  return smooth(
    all.map(([a, b]): Place => [x + a * size + b * b * lean * size, y - b * size]),
    8,
  );
}

/** A round fruit: body lit from upper left, blush, and the small shadow under it. */
export function fruit(canvas: Canvas, shape: Shape, [x, y]: Place, radius: number, stops: (Colour | string)[]) {
  const mask = maskOf(canvas, shape);
  paintMask(canvas, mask, shaded(stops, around(x - radius * 0.42, y - radius * 0.45, radius * 1.7), 0.2));
  const edge = around(x - radius * 0.25, y - radius * 0.35, radius * 1.45);
  paintMask(canvas, mask, 0x2a1030, {
    mode: 'multiply',
    opacity: 0.6,
    texture: stipple((px, py) => (edge(px, py) - 0.62) * 1.5),
  });
  const shine = around(x - radius * 0.4, y - radius * 0.45, radius * 0.42);
  paintMask(canvas, mask, 0xfff6e0, {
    mode: 'screen',
    opacity: 0.7,
    texture: stipple((px, py) => (1 - shine(px, py)) * 0.75),
  });
}

/** A woody stem with, if wanted, one leaf. */
export function stem(canvas: Canvas, [x, y]: Place, length: number, lean: number, leafTint?: string) {
  fill(
    canvas,
    ribbon(spine(x, y, -Math.PI / 2 + lean, length, lean, 10), (t) => length * (0.16 - t * 0.06)),
    0x4a3222,
  );
  if (!leafTint) return;
  const turn = -0.5 + lean;
  fill(
    canvas,
    leaf(x, y - length * 0.4, turn, length * 2.1, length * 0.8, 0.5),
    shaded([leafTint, '#1f3d2a'], across(x, y - length, x + length * 1.6, y + length * 0.4), 0.3),
  );
  fill(canvas, ribbon(spine(x, y - length * 0.4, turn, length * 1.8, 0.5), 2), 0xdfe8b8, { opacity: 0.6 });
}
