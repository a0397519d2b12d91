import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inspectPicture } from './inspect';
import { claiming, pngClaiming, specimen } from './specimens';

const refusedAs = (code: string) => expect.objectContaining({ name: 'Refusal', kind: 'invalid', code });

describe('what a file is', () => {
  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('is decided by its content: %s', async (kind) => {
    const bytes = await specimen(64, 48).toFormat(kind).toBuffer();
    await expect(inspectPicture(bytes)).resolves.toEqual({ kind, width: 64, height: 48 });
  });

  test('is measured as it is meant to be seen', async () => {
    const lying = await specimen(64, 48).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    await expect(inspectPicture(lying)).resolves.toMatchObject({ width: 48, height: 64 });
  });
});

describe('refuses, whatever the file is called', () => {
  const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), deflateRawSync('a picture, honestly')]);
  test.each([
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>')],
    ['HTML', Buffer.from('<!doctype html><img src=x onerror=alert(1)>')],
    ['ZIP', zip],
    ['PDF', Buffer.from('%PDF-1.7\n')],
    ['TIFF', Buffer.from('49492a0008000000', 'hex')],
    ['BMP', Buffer.from('BM\0\0\0\0\0\0')],
    ['HEIC', Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['an MP4 whose minor version spells avif', Buffer.from('\0\0\0\u0018ftypisomavifisommp42', 'latin1')],
    ['a single byte', Buffer.from([0xff])],
  ])('%s', async (_, bytes) => {
    await expect(inspectPicture(bytes)).rejects.toEqual(refusedAs('pictures.not-a-picture'));
  });

  test('nothing', async () => {
    await expect(inspectPicture(Buffer.alloc(0))).rejects.toEqual(refusedAs('pictures.empty'));
  });

  test('more than 16 MB', async () => {
    const bytes = Buffer.concat([await specimen(8, 8).png().toBuffer(), Buffer.alloc(16 * 1024 * 1024)]);
    await expect(inspectPicture(bytes)).rejects.toEqual(refusedAs('pictures.too-many-bytes'));
  });

  test.each(['ffd8ff', '89504e470d0a1a0a', '474946383961', '52494646ffffffff57454250'])(
    'a file that has the first bytes of a picture and nothing behind them: %s',
    async (hex) => {
      await expect(inspectPicture(Buffer.from(hex, 'hex'))).rejects.toEqual(refusedAs('pictures.unreadable'));
    },
  );
});

describe('refuses by its header alone, before a pixel is decoded', () => {
  test.each([
    [20_000, 20_000, 'pictures.too-long-a-side'],
    [16_385, 10, 'pictures.too-long-a-side'],
    [10, 16_385, 'pictures.too-long-a-side'],
    [10_001, 10_000, 'pictures.too-many-pixels'],
    [2_147_483_647, 2_147_483_647, 'pictures.'],
  ])('%i × %i', async (width, height, code) => {
    const refusal = await inspectPicture(pngClaiming(width, height)).catch((thrown) => thrown);
    expect(refusal).toEqual(refusedAs(expect.stringContaining(code) as unknown as string));
  });

  test('and lets the largest allowed pass to the decoder', async () => {
    await expect(inspectPicture(pngClaiming(10_000, 10_000))).resolves.toMatchObject({ width: 10_000, height: 10_000 });
    await expect(inspectPicture(pngClaiming(16_384, 6_000))).resolves.toMatchObject({ width: 16_384 });
  });
});

describe('what would take more memory to make than one picture may have', () => {
  const progressive = () => specimen(64, 48).jpeg({ progressive: true });
  const interlaced = { colourType: 6, depth: 16, isInterlaced: true } as const;

  test('is refused by its header, in words of its own', async () => {
    const heavy = [
      await claiming('jpeg', { width: 12_000, height: 8_000 }, progressive()),
      await claiming('gif', { width: 9_500, height: 9_500 }),
      await claiming('avif', { width: 6_000, height: 5_000 }),
      pngClaiming(8_000, 6_000, interlaced),
    ];
    for (const bytes of heavy)
      await expect(inspectPicture(bytes)).rejects.toEqual(refusedAs('pictures.too-much-memory'));
  });

  test('is not what can be read in rows, or is small enough', async () => {
    const light = [
      await claiming('jpeg', { width: 12_240, height: 8_160 }),
      await claiming('jpeg', { width: 8_000, height: 6_000 }, progressive()),
      await claiming('gif', { width: 8_000, height: 7_000 }),
      await claiming('avif', { width: 6_000, height: 4_000 }),
      pngClaiming(12_000, 8_000, { colourType: 6, depth: 8 }),
      pngClaiming(10_000, 10_000, { isInterlaced: true }),
    ];
    for (const bytes of light) await expect(inspectPicture(bytes)).resolves.toBeDefined();
  });

  test('cannot hide behind a smaller size: a frame of a GIF beyond its screen counts', async () => {
    const sized = (width: number, height: number) => claiming('gif', { width, height });
    expect(await inspectPicture(await sized(6_000, 4_000))).toMatchObject({ width: 6_000, height: 4_000 });
    await expect(inspectPicture(await sized(20_000, 20_000))).rejects.toEqual(refusedAs('pictures.too-long-a-side'));
  });
});
