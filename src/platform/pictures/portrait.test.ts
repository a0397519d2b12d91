import sharp from 'sharp';
import { expect, test } from 'vitest';
import { portraitSide } from './derivatives';
import { type DerivedPicture, derivePortrait } from './derive';
import { specimen } from './specimens';

/** The whole photo as WebP, and its pixels. */
async function pixelsOf(picture: DerivedPicture) {
  const { data, info } = await sharp(picture.files[5]).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { ...info, at: (x: number, y: number) => [...data.subarray((y * info.width + x) * 3).subarray(0, 3)] };
}
const flat = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } });

test('a portrait is a square, as large as it needs to be and never enlarged', async () => {
  const large = await derivePortrait(await specimen(2000, 1200).jpeg().toBuffer());
  expect([large.width, large.height]).toEqual([portraitSide, portraitSide]);
  expect(new Set(large.files).size).toBe(7);
  const small = await derivePortrait(await specimen(90, 60).png().toBuffer());
  expect([small.width, small.height]).toEqual([60, 60]);
  const tiny = await derivePortrait(await flat(3000, 1, '#123456').png().toBuffer());
  expect([tiny.width, tiny.height]).toEqual([1, 1]);
});

test('a portrait keeps the part that draws the eye, wherever it stands', async () => {
  const spot = await flat(200, 200, '#e4572e').png().toBuffer();
  for (const left of [20, 980]) {
    const wide = flat(1200, 240, '#8a8a8a').composite([{ input: spot, left, top: 20 }]);
    const { width, height, at } = await pixelsOf(await derivePortrait(await wide.png().toBuffer()));
    const [red = 0, , blue = 0] = at(Math.floor(width / 2), Math.floor(height / 2));
    expect(Math.abs(red - blue), `the spot at ${left} is in the middle`).toBeGreaterThan(100);
  }
});

test('a portrait stands upright, whichever way the camera was held', async () => {
  const red = await flat(60, 30, '#ff0000').png().toBuffer();
  const sideways = flat(60, 60, '#0000ff').composite([{ input: red, left: 0, top: 0 }]);
  const bytes = await sideways.jpeg({ chromaSubsampling: '4:4:4' }).withMetadata({ orientation: 6 }).toBuffer();
  const { at } = await pixelsOf(await derivePortrait(bytes));
  expect(at(50, 30)[0]).toBeGreaterThan(200);
  expect(at(10, 30)[2]).toBeGreaterThan(200);
});

test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
  'a portrait of a %s that breaks off is refused',
  async (format) => {
    const whole = await specimen(900, 700).toFormat(format).toBuffer();
    await expect(derivePortrait(whole.subarray(0, Math.floor(whole.length * 0.6)))).rejects.toEqual(
      expect.objectContaining({ name: 'Refusal', code: 'pictures.unreadable' }),
    );
  },
);
