import type { Field } from './noise.ts';

/** Places one after another: x, y, x, y … A closed outline; the last place joins the first. */
export type Outline = number[];
/** Outlines that turn against each other cut holes. */
export type Shape = Outline[];
export type Place = readonly [x: number, y: number];

const tau = Math.PI * 2;

/** Straight lines from place to place, closed. */
export function polygon(...places: Place[]): Shape {
  return [places.flat()];
}

/** (x, y) is the upper left corner. */
export function rectangle(x: number, y: number, width: number, height: number): Shape {
  return [[x, y, x + width, y, x + width, y + height, x, y + height]];
}

/** Reads places as they are written in drawings: `'x y, x y, …'`. */
export function places(written: string): Place[] {
  return written.split(',').map((pair): Place => {
    const [x, y] = pair.trim().split(' ').map(Number);
    return [x as number, y as number];
  });
}

/** The places at x, y, x, y …: a line in the words of a pen. */
export function through(...numbers: number[]): Place[] {
  return Array.from(
    { length: numbers.length / 2 },
    (_, i): Place => [numbers[i * 2] as number, numbers[i * 2 + 1] as number],
  );
}

/** An ellipse, turned by `turn` radians about its middle. */
export function ellipse(x: number, y: number, rx: number, ry = rx, turn = 0): Shape {
  const count = Math.min(180, 16 + Math.round(Math.max(rx, ry) / 1.5));
  const outline: Outline = [];
  for (let i = 0; i < count; i++) {
    const angle = (i / count) * tau;
    const a = Math.cos(angle) * rx;
    const b = Math.sin(angle) * ry;
    outline.push(x + a * Math.cos(turn) - b * Math.sin(turn), y + a * Math.sin(turn) + b * Math.cos(turn));
  }
  return [outline];
}

/** A ring between two radii. */
export function ring(x: number, y: number, outer: number, inner: number): Shape {
  return [...ellipse(x, y, outer), ...ellipse(x, y, inner).map(turned)];
}

/** The slice of a disc (or of a ring, when `inner` is given) between two angles in radians. */
export function sector(x: number, y: number, outer: number, from: number, to: number, inner = 0): Shape {
  const count = Math.max(6, Math.ceil((Math.abs(to - from) * outer) / 8));
  const edge = (radius: number) =>
    Array.from({ length: count + 1 }, (_, i) => {
      const angle = from + ((to - from) * i) / count;
      return [x + Math.cos(angle) * radius, y + Math.sin(angle) * radius] as const;
    });
  return [[...edge(outer), ...(inner > 0 ? edge(inner).reverse() : [[x, y] as const])].flat()];
}

/** A young moon: `turn` is where its lit side looks, `fullness` 0 (a thread) to 1 (half). */
export function crescent(x: number, y: number, radius: number, turn: number, fullness: number): Shape {
  const count = 48;
  const arc = (bulge: number) =>
    Array.from({ length: count + 1 }, (_, i): Place => {
      const angle = -Math.PI / 2 + (Math.PI * i) / count;
      const [a, b] = [Math.cos(angle) * radius * bulge, Math.sin(angle) * radius];
      return [x + a * Math.cos(turn) - b * Math.sin(turn), y + a * Math.sin(turn) + b * Math.cos(turn)];
    });
  return [[...arc(1), ...arc(1 - fullness).reverse()].flat()];
}

/** The same outline walked the other way round: inside another it is a hole. */
export function turned(outline: Outline): Outline {
  const places: Outline = [];
  for (let i = outline.length - 2; i >= 0; i -= 2) places.push(outline[i] as number, outline[i + 1] as number);
  return places;
}

/** A smooth line through the places (Catmull and Rom's spline), `steps` places for each stretch. */
export function curve(places: readonly Place[], closed = false, steps = 12): Place[] {
  const count = places.length;
  const at = (i: number) => places[closed ? (i + count) % count : Math.max(0, Math.min(count - 1, i))] as Place;
  const line: Place[] = [];
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    for (let s = 0; s < steps; s++) {
      const t = s / steps;
      const bend = (k: 0 | 1) =>
        0.5 *
        (2 * b[k] +
          (c[k] - a[k]) * t +
          (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * t * t +
          (3 * b[k] - a[k] - 3 * c[k] + d[k]) * t * t * t);
      line.push([bend(0), bend(1)]);
    }
  }
  if (!closed) line.push(at(count - 1));
  return line;
}

/** The smooth closed shape through the places. */
export function smooth(places: readonly Place[], steps = 12): Shape {
  return [curve(places, true, steps).flat()];
}

/** A stroke along a line, as wide as `width` says (whole width, by the share of the way 0 to 1). */
export function ribbon(line: readonly Place[], width: number | ((t: number) => number)): Shape {
  const left: Place[] = [];
  const right: Place[] = [];
  for (let i = 0; i < line.length; i++) {
    const [x, y] = line[i] as Place;
    const before = line[Math.max(0, i - 1)] as Place;
    const after = line[Math.min(line.length - 1, i + 1)] as Place;
    const length = Math.hypot(after[0] - before[0], after[1] - before[1]) || 1;
    const half = (typeof width === 'number' ? width : width(i / (line.length - 1))) / 2;
    const nx = (-(after[1] - before[1]) / length) * half;
    const ny = ((after[0] - before[0]) / length) * half;
    left.push([x + nx, y + ny]);
    right.push([x - nx, y - ny]);
  }
  return [[...left, ...right.reverse()].flat()];
}

/** A blade from a foot in a direction: `bulge` is its greatest width, `bend` (radians) how its spine curls, `belly` where it is widest (0 to 1). */
export function leaf(x: number, y: number, turn: number, length: number, bulge: number, bend = 0, belly = 0.45): Shape {
  const power = Math.log(0.5) / Math.log(belly);
  return ribbon(spine(x, y, turn, length, bend), (t) => bulge * Math.sin(Math.PI * t ** power) ** 0.9);
}

/** The line in the middle of a {@link leaf}. */
export function spine(x: number, y: number, turn: number, length: number, bend = 0, steps = 22): Place[] {
  const line: Place[] = [[x, y]];
  let [px, py] = [x, y];
  for (let i = 0; i < steps; i++) {
    const angle = turn + bend * (i / steps);
    px += (Math.cos(angle) * length) / steps;
    py += (Math.sin(angle) * length) / steps;
    line.push([px, py]);
  }
  return line;
}

/** The shape with each place put through `change`. */
export function moved(shape: Shape, change: (x: number, y: number) => Place): Shape {
  return shape.map((outline) => {
    const places: Outline = [];
    for (let i = 0; i < outline.length; i += 2) places.push(...change(outline[i] as number, outline[i + 1] as number));
    return places;
  });
}

/** The shape cut by a living hand: edges split into steps of `step` and pushed about by `field`, at most `amount` units. */
export function handmade(shape: Shape, field: Field, amount: number, step = 14): Shape {
  return shape.map((outline) => {
    const places: Outline = [];
    for (let i = 0; i < outline.length; i += 2) {
      const [x, y] = [outline[i] as number, outline[i + 1] as number];
      const j = (i + 2) % outline.length;
      const [nx, ny] = [outline[j] as number, outline[j + 1] as number];
      const parts = Math.max(1, Math.round(Math.hypot(nx - x, ny - y) / step));
      for (let p = 0; p < parts; p++) {
        const [px, py] = [x + ((nx - x) * p) / parts, y + ((ny - y) * p) / parts];
        places.push(px + field(px / 40, py / 40) * amount, py + field(px / 40 + 91, py / 40 + 17) * amount);
      }
    }
    return places;
  });
}
