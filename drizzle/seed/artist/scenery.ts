import { type Canvas, fill, type Paint } from './canvas.ts';
import { type Colour, colour } from './colour.ts';
import { cloudOf, type Field, grain, noiseOf } from './noise.ts';
import { across, glow, shaded } from './paints.ts';
import type { Random } from './random.ts';
import { ellipse, leaf, moved, type Place, polygon, ribbon, type Shape } from './shapes.ts';

/** The line where land meets sky: y for each x. */
export type Crest = (x: number) => number;

/** Mountains: a jagged crest about `height` units above `base`. `rough` is the width of its largest features. */
export function mountainCrest(seed: string, base: number, height: number, rough: number): Crest {
  const field = cloudOf(seed, 6);
  return (x) => base - height * (1 - Math.abs(field(x / rough, 0.5)) * 1.5);
}

/** Hills: a soft crest about `height` units above `base`. */
export function hillCrest(seed: string, base: number, height: number, width: number): Crest {
  const field = cloudOf(seed, 2);
  return (x) => base - height * (0.5 + 0.55 * field(x / width, 0.5));
}

/** All the land below a crest. */
export function land(canvas: Canvas, crest: Crest, step = 5): Shape {
  const outline: number[] = [-20, canvas.height + 20];
  for (let x = -20; x <= canvas.width + 20; x += step) outline.push(x, crest(x));
  outline.push(canvas.width + 20, canvas.height + 20);
  return [outline];
}

/** A ridge whose colour fades into mist below its crest over `depth` units. */
export function ridge(canvas: Canvas, crest: Crest, stops: (Colour | string)[], depth: number, grit = 0.12) {
  // The crest is asked once a column, not once a pixel: it is the costly part.
  const heights = Float32Array.from({ length: Math.ceil(canvas.width) + 2 }, (_, x) => crest(x));
  const tint = shaded(stops, (x, y) => (y - (heights[x | 0] as number)) / depth, grit);
  fill(canvas, land(canvas, crest), tint);
}

/** The whole sheet in one passage from top to bottom. */
export function sky(canvas: Canvas, stops: (Colour | string)[], bottom: number, grit = 0.06) {
  fill(canvas, null, shaded(stops, across(0, 0, 0, bottom), grit));
}

/** A disc of light with its halo. */
export function sun(
  canvas: Canvas,
  place: Place,
  radius: number,
  tint: Colour | string,
  halo: Colour | string,
  reach = 5,
) {
  const body = typeof tint === 'string' ? colour(tint) : tint;
  glow(canvas, place, radius * reach, typeof halo === 'string' ? colour(halo) : halo, 0.55);
  fill(canvas, ellipse(place[0], place[1], radius), body);
}

/** Long thin clouds: flattened blades of paint that thin out at their ends. */
export function streaks(
  canvas: Canvas,
  random: Random,
  {
    top,
    bottom,
    count,
    tint,
    opacity = 0.5,
  }: { top: number; bottom: number; count: number; tint: string; opacity?: number },
) {
  for (let i = 0; i < count; i++) {
    const y = random.between(top, bottom);
    const length = random.between(0.15, 0.55) * canvas.width;
    const x = random.between(-0.2, 0.95) * canvas.width;
    const soft: Field = (px, py) => 0.75 + grain(px, py) * 0.5;
    fill(
      canvas,
      leaf(x, y, random.between(-0.02, 0.02), length, random.between(8, 30), 0, random.between(0.3, 0.7)),
      colour(tint),
      { opacity, texture: soft },
    );
  }
}

/** Heaped clouds: a flat foot and a crown of discs, lit from above. */
export function cumulus(canvas: Canvas, random: Random, [x, y]: Place, width: number, light: string, shade: string) {
  const puffs = Math.round(width / 45) + 3;
  const paint = shaded([light, light, shade], across(0, y - width * 0.3, 0, y + width * 0.03), 0.18);
  for (let i = 0; i < puffs; i++) {
    const share = (i + 0.5) / puffs;
    const crown = Math.sin(Math.PI * share);
    const radius = width * (0.06 + 0.13 * crown * random.between(0.7, 1.15));
    const px = x + (share - 0.5) * width * 0.88;
    const py = y - radius * 0.5 - crown * width * random.between(0.02, 0.07);
    const puff = moved(ellipse(px, py, radius), (a, b) => [a, Math.min(b, y)]);
    fill(canvas, puff, paint);
  }
}

/** A conifer: tiers of drooping boughs about a trunk. */
export function pine(canvas: Canvas, random: Random, [x, y]: Place, height: number, tint: Paint | Colour) {
  const outline: Place[] = [];
  const tiers = Math.max(5, Math.round(height / 16));
  const slim = random.between(0.17, 0.24);
  const side = (sign: number) => {
    const places: Place[] = [];
    for (let i = 0; i <= tiers; i++) {
      const t = i / tiers;
      const reach = sign * height * slim * t * random.between(0.75, 1.15);
      places.push(
        [x + reach * 0.55, y - height * (1 - t) + height * 0.01],
        [x + reach, y - height * (1 - t) + height * 0.06],
      );
    }
    return places;
  };
  outline.push([x, y - height], ...side(1), ...side(-1).reverse());
  fill(canvas, polygon(...outline), tint);
}

/** A round tree: a trunk and a crown of leaves lit from the left. */
export function roundTree(canvas: Canvas, random: Random, [x, y]: Place, height: number, stops: string[]) {
  const crown = height * random.between(0.3, 0.38);
  const middle: Place = [x, y - height + crown];
  const wobble = noiseOf(`tree ${Math.round(x)} ${Math.round(y)}`);
  fill(
    canvas,
    ribbon(
      [
        [x - height * 0.02, y],
        [x, y - height * 0.3],
        [x + height * 0.02, y - height * 0.7],
      ],
      (t) => height * 0.045 * (1 - t * 0.6),
    ),
    colour('#4b3428'),
  );
  const shape = moved(ellipse(middle[0], middle[1], crown, crown * 1.12), (a, b) => {
    const push = 1 + 0.16 * wobble(a / crown / 0.35, b / crown / 0.35);
    return [middle[0] + (a - middle[0]) * push, middle[1] + (b - middle[1]) * push];
  });
  fill(
    canvas,
    shape,
    shaded(stops, across(middle[0] - crown, middle[1] - crown, middle[0] + crown * 0.8, middle[1] + crown), 0.4),
  );
}

/** A flock far away: each bird two strokes. */
export function birds(canvas: Canvas, random: Random, [x, y]: Place, count: number, size: number, tint: string) {
  for (let i = 0; i < count; i++) {
    const px = x + random.bell() * size * 5;
    const py = y + random.bell() * size * 2;
    const s = size * random.between(0.6, 1.1);
    const lift = random.between(0.15, 0.5);
    const line: Place[] = [
      [px - s, py - s * lift * 0.6],
      [px - s * 0.5, py - s * lift],
      [px, py],
      [px + s * 0.5, py - s * lift],
      [px + s, py - s * lift * 0.6],
    ];
    fill(
      canvas,
      ribbon(line, (t) => s * 0.16 * Math.sin(Math.PI * t) + 0.6),
      colour(tint),
    );
  }
}

export type Mirror = {
  shore: number;
  seed: string /** How much higher the world is than its image. */;
  squeeze: number;
  keep: number;
  add: Colour;
};

/** Still water below the shore: row by row, upside down and shaken sideways, what stands above it, dimmed to `keep` and tinted by `add`. */
export function mirror(canvas: Canvas, { shore, seed, squeeze, keep, add }: Mirror) {
  const { pixels, pixelWidth, pixelHeight, scale } = canvas;
  const first = Math.round(shore * scale);
  const ripple = noiseOf(seed);
  for (let row = first; row < pixelHeight; row++) {
    const depth = (row - first) / scale;
    const lift = ripple(3, depth / 9) * 6 * scale;
    const from = Math.max(0, Math.min(first - 1, Math.round(first - 1 - (row - first) * squeeze + lift)));
    for (let column = 0; column < pixelWidth; column++) {
      const shake = Math.round(ripple(column / scale / 110, depth / (6 + depth / 80)) * (4 + depth * 0.04) * scale);
      const source = (from * pixelWidth + Math.max(0, Math.min(pixelWidth - 1, column + shake))) * 3;
      const target = (row * pixelWidth + column) * 3;
      pixels[target] = (pixels[source] as number) * keep + ((add >> 16) & 255);
      pixels[target + 1] = (pixels[source + 1] as number) * keep + ((add >> 8) & 255);
      pixels[target + 2] = (pixels[source + 2] as number) * keep + (add & 255);
    }
  }
}
