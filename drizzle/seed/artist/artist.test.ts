import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { brandFiles } from './brand.ts';
import { canvasOf, fill } from './canvas.ts';
import { faces } from './faces/looks.ts';
import proofs from './proofs.json';
import { rectangle, ring, turned } from './shapes.ts';
import { drawAll } from './studio.ts';
import { drawWork } from './work.ts';
import { works } from './works.ts';

/** Places of a picture that are compared, along each side. */
const grid = 4;
const proofScale = 0.06;

/** What a picture looks like from far away: the mean of 4 × 4 fields, as hexadecimal RGB. */
async function proofOf(work: (typeof works)[number]): Promise<string> {
  const { pixels, pixelWidth, pixelHeight } = drawWork(work, proofScale);
  const raw = { width: pixelWidth, height: pixelHeight, channels: 3 } as const;
  const small = sharp(pixels, { raw }).resize(grid, grid, { fit: 'fill', kernel: 'linear' });
  return (await small.raw().toBuffer()).toString('hex');
}

/** The mean difference of a channel, 0 to 255. */
function distance(a: string, b: string): number {
  const [left, right] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')];
  return left.reduce((sum, value, i) => sum + Math.abs(value - (right[i] ?? 0)), 0) / left.length;
}

const everything = [...works, ...Object.values(faces)];
const recorded = new Map(Object.entries(proofs));

describe('the artist', () => {
  test('draws at least sixty pictures, none under two names', () => {
    expect(works.length).toBeGreaterThanOrEqual(60);
    expect(new Set(everything.map((work) => work.key)).size).toBe(everything.length);
  });

  test('draws the same pixels every time', () => {
    const work = works.find(({ key }) => key === 'wind-field');
    if (!work) throw new Error('there is no wind-field');
    const hash = () => createHash('sha256').update(drawWork(work, proofScale).pixels).digest('hex');
    expect(hash()).toBe(hash());
  });

  test.each(everything.map((work) => [work.key, work] as const))('draws %s as it is known', async (key, work) => {
    // Not to the bit: other versions of the engine may round a sine differently.
    expect(distance(await proofOf(work), recorded.get(key) ?? '')).toBeLessThan(2);
  });

  test('draws no picture that looks like another', () => {
    const looks = works.map(({ key }) => [key, recorded.get(key) ?? ''] as const);
    const alike = looks.flatMap(([key, look], i) =>
      looks.slice(i + 1).flatMap(([other, seen]) => (distance(look, seen) < 6 ? [`${key} and ${other}`] : [])),
    );
    expect(alike).toEqual([]);
  });

  test('finishes every picture between 1,600 and 2,400 pixels long', () => {
    const lengths = works.map(({ width, height }) => Math.max(width, height));
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(1600);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2400);
  });

  test('hands out finished files in the order they were asked for', async () => {
    const asked = [faces.noor, faces.ana];
    const seen: string[] = [];
    for await (const { key, file } of drawAll(asked)) {
      const { width, height, format } = await sharp(file).metadata();
      seen.push(`${key} ${width} ${height} ${format}`);
    }
    expect(seen).toEqual(['face-noor 640 640 png', 'face-ana 640 640 png']);
  });

  test('says so when the studio cannot draw what is asked', async () => {
    const unknown = { ...faces.ana, key: 'nobody' };
    await expect(drawAll([unknown]).next()).rejects.toThrow('the studio ended while it drew nobody');
  });
});

describe('the canvas', () => {
  const covered = (shape: number[][]) => {
    const canvas = canvasOf(40, 40, 1);
    fill(canvas, shape, 0xffffff);
    return canvas.pixels.reduce((sum, value) => sum + value, 0) / 255 / 3;
  };

  test('covers exactly the area of a shape, off the pixel grid too', () => {
    expect(covered(rectangle(10, 10, 12, 8))).toBe(96);
    expect(covered(rectangle(10.25, 10.5, 12.5, 7.75))).toBeCloseTo(96.875, 0);
  });

  test('leaves holes where an outline turns against its neighbour', () => {
    expect(covered([...rectangle(5, 5, 20, 20), ...rectangle(10, 10, 10, 10).map(turned)])).toBe(300);
    expect(covered(ring(20, 20, 15, 10)) / (Math.PI * 125)).toBeCloseTo(1, 1);
  });

  test('paints what hangs over an edge only inside', () => {
    expect(covered(rectangle(-10, -10, 20, 20))).toBe(100);
    expect(covered(rectangle(30, 30, 50, 50))).toBe(100);
    expect(covered(rectangle(100, 100, 5, 5))).toBe(0);
  });
});

test('public/ holds the icons and the preview that the artist draws', async () => {
  for (const [name, file] of await brandFiles()) {
    const pixels = (source: Buffer) => sharp(source).removeAlpha().resize(24, 24, { fit: 'fill' }).raw().toBuffer();
    const [drawn, kept] = await Promise.all([pixels(file), pixels(readFileSync(`public/${name}`))]);
    expect(distance(drawn.toString('hex'), kept.toString('hex')), name).toBeLessThan(2);
  }
});
