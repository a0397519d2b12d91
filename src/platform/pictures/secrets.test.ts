import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { derivePicture, derivePortrait } from './derive';
import { pngChunk, secrets, specimen, tellTale } from './specimens';

const place = '51.507351';
const words = [...secrets, place, '<script', 'PK\u0003\u0004'];
const marks = [
  'Exif',
  'GPS',
  'http://ns.adobe.com',
  'XML:com.adobe.xmp',
  'XMP ',
  'ICC_PROFILE',
  'iCCP',
  'eXIf',
  'tEXt',
  'iTXt',
  'zTXt',
];

/** Every word that no file may tell, in any of the files made of a picture. */
async function toldBy(original: Buffer): Promise<string[]> {
  const made = [await derivePicture(original), await derivePortrait(original)];
  const files = made.flatMap(({ files, blur }) => [...files, Buffer.from(blur.split(',')[1] ?? '', 'base64')]);
  expect(files.every((file) => file.length > 0)).toBe(true);
  return [...words, ...marks].filter((word) => files.some((file) => file.includes(word)));
}

const text = (keyword: string, said: string) => Buffer.from(`${keyword}\0${said}`, 'latin1');
const length32 = (bytes: Buffer) => Buffer.concat([Buffer.from(Uint32Array.of(bytes.length).buffer), bytes]);

/** A piece put into a file after its first `at` bytes. */
const insert = (file: Buffer, at: number, ...pieces: Buffer[]) =>
  Buffer.concat([file.subarray(0, at), ...pieces, file.subarray(at)]);

/** What tells a place and a name in each kind of file, besides what `tellTale` writes into all of them. */
const told = {
  jpeg: (file: Buffer) => {
    const note = Buffer.from(`SECRETNOTE ${place}`);
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, note.length + 2]), note]);
    const press = Buffer.from(`Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x11\x1c\x02\x50\0\x0dSECRETCREATOR`, 'latin1');
    return insert(file, 2, comment, Buffer.from([0xff, 0xed, 0, press.length + 2]), press);
  },
  png: (file: Buffer) =>
    insert(
      file,
      33,
      pngChunk('tEXt', text('Comment', `SECRETNOTE ${place}`)),
      pngChunk(
        'iTXt',
        text('XML:com.adobe.xmp', `\0\0\0\0<x:xmpmeta exif:GPSLatitude="${place}">SECRETCREATOR</x:xmpmeta>`),
      ),
      pngChunk('zTXt', Buffer.concat([text('Location', '\0'), deflateSync(place)])),
      pngChunk('prVt', Buffer.from('SECRETCAMERA')),
    ),
  webp: (file: Buffer) => {
    const piece = Buffer.concat([Buffer.from('NOTE'), length32(Buffer.from(`SECRETNOTE ${place}`))]);
    const grown = Buffer.concat([file, piece]);
    grown.writeUInt32LE(grown.length - 8, 4);
    return grown;
  },
  avif: (file: Buffer) => {
    const note = Buffer.from(`free SECRETNOTE ${place}`.replace(' ', ''));
    const size = Buffer.alloc(4);
    size.writeUInt32BE(note.length + 4);
    return Buffer.concat([file, size, note]);
  },
  gif: (file: Buffer) => {
    const block = (said: string) => Buffer.concat([Buffer.from([said.length]), Buffer.from(said)]);
    const comment = Buffer.concat([Buffer.from([0x21, 0xfe]), block(`SECRETNOTE ${place}`), Buffer.from([0])]);
    const xmp = Buffer.concat([
      Buffer.from([0x21, 0xff, 0x0b]),
      Buffer.from('XMP DataXMP'),
      block('SECRETCREATOR SECRETCAMERA'),
      Buffer.from([0]),
    ]);
    return insert(file, file.indexOf(Buffer.from([0x21, 0xf9])), comment, xmp);
  },
};

describe('of what a file tells besides its pixels, nothing is in any file we serve', () => {
  test.each(Object.entries(told))('%s', async (kind, tell) => {
    const plain = specimen(400, 300).toFormat(kind as keyof typeof told);
    const original = tell(await (kind === 'gif' ? plain : tellTale(plain)).toBuffer());
    // They are there before, and the file is still read, or this would prove nothing.
    expect([...secrets, place].filter((word) => !original.includes(word))).toEqual([]);
    expect(await sharp(original).metadata()).toMatchObject({ width: 400, height: 300 });
    expect(await toldBy(original)).toEqual([]);
  });
});

describe('of a file that is two at once, the picture alone is left', () => {
  const script = Buffer.from('<script>alert("SECRETNOTE")</script>');
  const archive = Buffer.concat([
    Buffer.from('PK\u0003\u0004'),
    Buffer.from('SECRETNOTE'),
    Buffer.from('PK\u0005\u0006'),
    Buffer.alloc(18),
  ]);
  test.each([
    ['JPEG and HTML', async () => Buffer.concat([await specimen(50, 50).jpeg().toBuffer(), script])],
    ['PNG and ZIP', async () => Buffer.concat([await specimen(50, 50).png().toBuffer(), archive])],
    [
      'GIF and JavaScript',
      async () => {
        const gif = await specimen(50, 50).gif().toBuffer();
        // As the width of its screen: what follows is a comment, up to the end of the picture.
        gif.write('/*', 6);
        return Buffer.concat([gif, Buffer.from('*/=1;alert("SECRETNOTE");')]);
      },
    ],
    [
      'PDF in a comment of a JPEG',
      async () => {
        const pdf = Buffer.from('%PDF-1.4 SECRETNOTE');
        return insert(await specimen(50, 50).jpeg().toBuffer(), 2, Buffer.from([0xff, 0xfe, 0, pdf.length + 2]), pdf);
      },
    ],
  ])('%s', async (_, polyglot) => {
    const original = await polyglot();
    expect(original.includes('SECRETNOTE')).toBe(true);
    expect(await toldBy(original)).toEqual([]);
  });
});
