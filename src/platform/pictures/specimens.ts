import 'server-only';
import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

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

/** A PNG's header that claims a size, followed by almost nothing: what an attacker sends to make a decoder reserve memory. */
export function pngClaiming(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const data = Buffer.from('789c030000000001', 'hex');
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
