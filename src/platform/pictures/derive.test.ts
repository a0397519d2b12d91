import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { derivatives, sizeOf } from './derivatives';
import { type DerivedPicture, derivePicture } from './derive';
import { claiming, gifOf, pngClaiming, secrets, specimen, tellTale } from './specimens';

const refusedAs = (code: string) => expect.objectContaining({ name: 'Refusal', kind: 'invalid', code });
const fileOf = (picture: DerivedPicture, index: number) => picture.files[index] as Buffer;

describe('a photograph with everything a camera writes', () => {
  let original: Buffer;
  let picture: DerivedPicture;
  beforeAll(async () => {
    original = await tellTale(specimen(2000, 1500).jpeg()).toBuffer();
    picture = await derivePicture(original);
  });

  test('carries its secrets before, or the tests below prove nothing', async () => {
    const { exif, xmp, icc } = await sharp(original).metadata();
    expect(secrets.every((secret) => original.includes(secret))).toBe(true);
    expect([exif, xmp, icc].every(Boolean)).toBe(true);
  });

  test.each(derivatives.map((derivative, index) => [index, derivative.width, derivative.square, derivative.format]))(
    'file %i (%i, square: %s, %s) has the size and kind it should and not a byte of metadata',
    async (index, width, square, format) => {
      const bytes = fileOf(picture, index);
      const found = await sharp(bytes).metadata();
      expect(found.format).toBe(format === 'avif' ? 'heif' : format);
      expect({ width: found.width, height: found.height }).toEqual(sizeOf(picture, { width, square }));
      expect([found.exif, found.xmp, found.icc, found.iptc, found.tifftagPhotoshop, found.comments]).toEqual(
        Array(6).fill(undefined),
      );
      expect(secrets.filter((secret) => bytes.includes(secret))).toEqual([]);
      expect(['Exif', 'http://ns.adobe.com', 'ICC_PROFILE', 'GPS'].filter((mark) => bytes.includes(mark))).toEqual([]);
    },
  );

  test('is known by its size, its colour, a small blur and the hash of what was sent', async () => {
    expect(picture).toMatchObject({ width: 2000, height: 1500, colour: expect.stringMatching(/^#[0-9a-f]{6}$/) });
    expect(picture.blur.length).toBeLessThanOrEqual(400);
    const blur = await sharp(Buffer.from(picture.blur.split(',')[1] ?? '', 'base64')).metadata();
    expect(blur).toMatchObject({ format: 'webp', width: 16, height: 12 });
    expect(picture.hash).toBe(createHash('sha256').update(original).digest('hex'));
  });
});

describe('whatever the original is like', () => {
  /** The colour of one pixel of the WebP at 480, the first file of the whole picture that is not AVIF. */
  async function pixel(picture: DerivedPicture, x: number, y: number, index = 5) {
    const { data, info } = await sharp(fileOf(picture, index))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return [...data.subarray((y * info.width + x) * info.channels).subarray(0, 3)];
  }
  const flat = (width: number, height: number, background: string) =>
    sharp({ create: { width, height, channels: 3, background } });
  const isNear = (found: number[], wanted: number[]) =>
    expect(Math.max(...found.map((value, i) => Math.abs(value - (wanted[i] ?? 0))))).toBeLessThan(20);

  test('it stands upright for each of the eight orientations', async () => {
    const red = await flat(40, 30, '#ff0000').png().toBuffer();
    const corner = await flat(80, 60, '#0000ff')
      .composite([{ input: red, left: 0, top: 0 }])
      .png()
      .toBuffer();
    const places = { 1: 'tl', 2: 'tr', 3: 'br', 4: 'bl', 5: 'tl', 6: 'tr', 7: 'br', 8: 'bl' };
    for (const [orientation, place] of Object.entries(places)) {
      const bytes = await sharp(corner)
        .jpeg({ chromaSubsampling: '4:4:4' })
        .withMetadata({ orientation: Number(orientation) })
        .toBuffer();
      const picture = await derivePicture(bytes);
      const { width, height } = picture;
      expect([width, height]).toEqual(Number(orientation) < 5 ? [80, 60] : [60, 80]);
      isNear(await pixel(picture, place[1] === 'l' ? 5 : width - 6, place[0] === 't' ? 5 : height - 6), [255, 0, 0]);
    }
  });

  test('it is never enlarged: beyond its size the same file stands again', async () => {
    const picture = await derivePicture(await specimen(300, 200).png().toBuffer());
    const avif = [5, 7, 10].map((index) => fileOf(picture, index - 1));
    const found = await sharp(fileOf(picture, 10)).metadata();
    expect(found.width).toBe(300);
    expect(new Set(avif).size).toBe(1);
    expect(new Set(picture.files).size).toBe(7);
  });

  test('its transparency stays where the format has one, and is white in JPEG', async () => {
    const clear = sharp({ create: { width: 1000, height: 10, channels: 4, background: '#00000000' } });
    const picture = await derivePicture(await clear.png().toBuffer());
    expect((await sharp(fileOf(picture, 5)).metadata()).hasAlpha).toBe(true);
    isNear(await pixel(picture, 3, 3, 8), [255, 255, 255]);
  });

  test('an alpha channel that hides nothing is dropped', async () => {
    const picture = await derivePicture(await flat(50, 50, '#123456').ensureAlpha().png().toBuffer());
    expect((await sharp(fileOf(picture, 5)).metadata()).hasAlpha).toBe(false);
    expect(picture.colour).toMatch(/^#1[0-9a-f]3[0-9a-f]5[0-9a-f]$/);
  });

  test('wide colours, ink colours, greys and sixteen bits all end as the same eight-bit sRGB', async () => {
    const clay = flat(60, 60, '#a08060');
    const originals = [
      clay.clone().withIccProfile('p3').png(),
      clay.clone().toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 100 }),
      clay.clone().toColourspace('rgb16').png(),
    ];
    for (const original of originals) {
      const picture = await derivePicture(await original.toBuffer());
      const found = await sharp(fileOf(picture, 5)).metadata();
      expect(found).toMatchObject({ space: 'srgb', depth: 'uchar', channels: 3 });
      isNear(await pixel(picture, 30, 30), [160, 128, 96]);
    }
    const grey = await derivePicture(await flat(60, 60, '#777777').toColourspace('b-w').png().toBuffer());
    isNear(await pixel(grey, 30, 30), [119, 119, 119]);
  });

  test('of an animation the first frame is shown', async () => {
    const frames = [await flat(40, 40, '#00ff00').png().toBuffer(), await flat(40, 40, '#ff0000').png().toBuffer()];
    for (const format of ['gif', 'webp'] as const) {
      const moving = await sharp(frames, { join: { animated: true } })
        .toFormat(format)
        .toBuffer();
      expect((await sharp(moving).metadata()).pages).toBe(2);
      const picture = await derivePicture(moving);
      expect(picture).toMatchObject({ width: 40, height: 40 });
      expect((await sharp(fileOf(picture, 5), { pages: -1 }).metadata()).pages ?? 1).toBe(1);
      isNear(await pixel(picture, 20, 20), [0, 255, 0]);
    }
  });

  test('of ten thousand frames, and of as many as 16 MB can hold, the first is shown within seconds', async () => {
    for (const frames of [10_000, 700_000]) {
      const picture = await derivePicture(gifOf(frames));
      expect([picture.width, picture.height]).toEqual([100, 80]);
    }
  });

  test('extreme shapes come out whole', async () => {
    for (const [width, height] of [
      [1, 1],
      [3000, 1],
      [1, 3000],
    ] as const) {
      const picture = await derivePicture(await flat(width, height, '#abcdef').png().toBuffer());
      expect(picture.files).toHaveLength(derivatives.length);
    }
  });
});

describe('a file that is damaged', () => {
  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
    '%s that breaks off is refused, not half shown',
    async (format) => {
      const whole = await specimen(400, 300).toFormat(format).toBuffer();
      await expect(derivePicture(whole.subarray(0, Math.floor(whole.length * 0.6)))).rejects.toEqual(
        refusedAs('pictures.unreadable'),
      );
    },
  );

  test('is refused when it has more pixels than its header promises', async () => {
    const lying = await claiming('avif', { width: 64, height: 48 }, specimen(640, 480));
    await expect(derivePicture(lying)).rejects.toEqual(refusedAs('pictures.unreadable'));
  });

  test('is refused when it promises far more pixels than it has', async () => {
    await expect(derivePicture(pngClaiming(10_000, 10_000))).rejects.toEqual(refusedAs('pictures.unreadable'));
  });

  test('does not keep the next picture from being made', async () => {
    const [bad, good] = await Promise.allSettled([
      derivePicture(Buffer.from('no picture')),
      derivePicture(await specimen(20, 20).png().toBuffer()),
    ]);
    expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
  });
});
