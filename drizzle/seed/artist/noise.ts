import { hashOf, mix, randomOf } from './random.ts';

/** A smooth field over the plane. */
export type Field = (x: number, y: number) => number;

const directions = Array.from({ length: 16 }, (_, i) => [
  Math.cos((i * Math.PI) / 8),
  Math.sin((i * Math.PI) / 8),
]).flat();

/** Gradient noise (after Perlin): about -1 to 1, features about 1 unit wide. */
export function noiseOf(seed: string): Field {
  const random = randomOf(seed);
  const order = random.shuffled(Array.from({ length: 256 }, (_, i) => i));
  const table = Uint8Array.from({ length: 512 }, (_, i) => order[i & 255] as number);
  const corner = (ix: number, iy: number, dx: number, dy: number) => {
    const turn = ((table[(table[ix & 255] as number) + (iy & 255)] as number) & 15) * 2;
    return (directions[turn] as number) * dx + (directions[turn + 1] as number) * dy;
  };
  return (x, y) => {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    const dx = x - ix;
    const dy = y - iy;
    const sx = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
    const sy = dy * dy * dy * (dy * (dy * 6 - 15) + 10);
    const top = corner(ix, iy, dx, dy) * (1 - sx) + corner(ix + 1, iy, dx - 1, dy) * sx;
    const low = corner(ix, iy + 1, dx, dy - 1) * (1 - sx) + corner(ix + 1, iy + 1, dx - 1, dy - 1) * sx;
    return (top * (1 - sy) + low * sy) * 1.5;
  };
}

/** Several octaves of noise, each half as tall and twice as fine: about -1 to 1. */
export function cloudOf(seed: string, octaves = 4): Field {
  const layers = Array.from({ length: octaves }, (_, i) => noiseOf(`${seed}/${i}`));
  const whole = 2 - 2 ** (1 - octaves);
  return (x, y) => {
    let sum = 0;
    let size = 1;
    for (const layer of layers) {
      sum += layer(x / size, y / size) * size;
      size /= 2;
    }
    return (sum / whole) * 1.2;
  };
}

/** White noise by whole coordinates: at least 0, below 1. The same place always gives the same number. */
export function speckOf(seed: string): Field {
  const start = hashOf(seed);
  return (x, y) =>
    mix(start ^ Math.imul(Math.floor(x), 0x27d4eb2d) ^ Math.imul(Math.floor(y), 0x165667b1)) / 0x1_0000_0000;
}

const side = 512;

function tile(draw: Field): Field {
  const values = new Float32Array(side * side);
  for (let i = 0; i < values.length; i++) values[i] = draw(i % side, Math.floor(i / side));
  return (x, y) => values[((y | 0) & (side - 1)) * side + ((x | 0) & (side - 1))] as number;
}

const rough = speckOf('grain');
const wrapped = (x: number, y: number) => rough(x & (side - 1), y & (side - 1));

/** Fine film-like grain that repeats every 512 units: about -1 to 1, soft over two pixels. Cheap, for every pixel. */
export const grain: Field = tile((x, y) => {
  const sum = wrapped(x, y) * 2 + wrapped(x + 1, y) + wrapped(x, y + 1) + wrapped(x + 1, y + 1);
  return (sum / 5 - 0.5) * 2.6;
});

/** Even white noise that repeats every 512 units: at least 0, below 1. Cheap, for stippling. */
export const dust: Field = tile((x, y) => wrapped(x * 5 + 3, y * 7 + 1));

const fibres = noiseOf('fibres');
/** The tooth of a sheet of paper, longer along x, repeats every 512 units: about -1 to 1. */
export const tooth: Field = tile((x, y) => {
  // Four copies cross-faded, so that the edges of the tile meet.
  const u = x / side;
  const v = y / side;
  const at = (a: number, b: number) => fibres(a / 9, b / 5) * 0.6 + fibres(a / 3.1 + 40, b / 2.3) * 0.4;
  const top = at(x, y) * (1 - u) + at(x - side, y) * u;
  const low = at(x, y - side) * (1 - u) + at(x - side, y - side) * u;
  return (top * (1 - v) + low * v) * 1.4;
});
