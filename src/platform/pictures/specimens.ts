import 'server-only';
import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { invariant } from '@/kernel/invariant';
import type { Size } from './derivatives';

/** A photograph-like picture for tests: a gradient with texture, so that no encoder gets away with nothing. */
export function specimen(width: number, height: number): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <linearGradient id="g" x2="1" y2="1"><stop stop-color="#c33"/><stop offset="1" stop-color="#36c"/></linearGradient>
    <rect width="100%" height="100%" fill="url(#g)"/><circle cx="30%" cy="40%" r="20%" fill="#fc3"/></svg>`;
  return sharp(Buffer.from(svg));
}

/** The words that may be in no file we serve. */
export const secrets = ['SECRETCAMERA', 'SECRETCREATOR', 'SECRETNOTE'];

/** Everything a camera or an editor writes into a picture: EXIF with a place and a camera, XMP, a colour profile. */
export function tellTale(picture: Sharp): Sharp {
  return picture
    .withExif({
      IFD0: { Make: 'SECRETCAMERA', Artist: 'SECRETCREATOR', ImageDescription: 'SECRETNOTE' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '51/1 30/1 3230/100',
        GPSLongitudeRef: 'W',
        GPSLongitude: '0/1 7/1 4366/100',
      },
    })
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="SECRETCREATOR"/></rdf:RDF></x:xmpmeta>',
    )
    .withIccProfile('p3');
}

type PngHeader = { colourType?: 2 | 6; depth?: 8 | 16; isInterlaced?: boolean };

/** A PNG's header that claims a size, followed by almost nothing: what an attacker sends to make a decoder reserve memory. */
export function pngClaiming(
  width: number,
  height: number,
  { colourType = 2, depth = 8, isInterlaced = false }: PngHeader = {},
): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colourType, 0, 0, Number(isInterlaced)], 8);
  const data = Buffer.from('789c030000000001', 'hex');
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', data),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Where a header tells the size, counted from its mark: after how many bytes, and in what order of bytes. */
const sizePlaces = {
  jpeg: {
    marks: ['ffc00011', 'ffc20011'],
    write: (file: Buffer, at: number, { width, height }: Size) =>
      file.writeUInt16BE(width, file.writeUInt16BE(height, at + 5)),
  },
  // The frame's own, not the screen's.
  gif: {
    marks: ['2c00000000'],
    write: (file: Buffer, at: number, { width, height }: Size) =>
      file.writeUInt16LE(height, file.writeUInt16LE(width, at + 5)),
  },
  avif: {
    marks: ['6973706500000000'],
    write: (file: Buffer, at: number, { width, height }: Size) =>
      file.writeUInt32BE(height, file.writeUInt32BE(width, at + 8)),
  },
};

/** A picture whose header tells another size than its pixels have. */
export async function claiming(kind: keyof typeof sizePlaces, size: Size, picture = specimen(64, 48)): Promise<Buffer> {
  const file = await picture.toFormat(kind).toBuffer();
  const { marks, write } = sizePlaces[kind];
  const at = Math.max(...marks.map((mark) => file.indexOf(mark, 0, 'hex')));
  invariant(at > 0, 'every header tells a size');
  write(file, at, size);
  return file;
}

/** One chunk of a PNG, with its length and checksum. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** An animation of 100 × 80 pixels, each frame 23 bytes that change one of them. */
export function gifOf(frames: number): Buffer {
  const screen = Buffer.from('47494638396164005000800000ff00000000ff', 'hex');
  const frame = Buffer.from('21f9040001000000' + '2c000000000100010000' + '0202440100', 'hex');
  return Buffer.concat([screen, ...Array<Buffer>(frames).fill(frame), Buffer.from(';')]);
}
