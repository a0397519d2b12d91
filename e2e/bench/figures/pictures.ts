import sharp from 'sharp';
import { median } from '../measure';
import { aDrawing, aPhotograph } from '../photograph';
import type { Row } from '../rows';

type Size = { width: number; height: number };
/** The screen of a phone, what a phone takes, and what a large camera takes, in pixels. */
const sizes: Size[] = [
  { width: 1_600, height: 1_200 },
  { width: 4_000, height: 3_000 },
  { width: 8_000, height: 6_000 },
];

const kinds: Record<string, (size: Size) => Promise<Buffer>> = {
  'JPEG photograph': async ({ width, height }) => (await aPhotograph(width, height)).jpeg({ quality: 90 }).toBuffer(),
  'PNG drawing': ({ width, height }) =>
    sharp(Buffer.from(aDrawing(width, height)))
      .png()
      .toBuffer(),
  'AVIF photograph': async ({ width, height }) =>
    (await aPhotograph(width, height)).avif({ quality: 60, effort: 0 }).toBuffer(),
};

const told = ({ width, height }: Size) => `${((width * height) / 1e6).toFixed(0)} megapixels`;

/** CPU of all threads, and time, from a file to all that is served of it, in this process. */
async function cost(bytes: Buffer, rounds: number): Promise<Pick<Row, 'value' | 'spread'> & { seconds: number }> {
  const { derivePicture } = await import('@/platform/pictures/derive');
  const seen: { cpu: number; seconds: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const [before, began] = [process.cpuUsage(), performance.now()];
    await derivePicture(bytes);
    const { user, system } = process.cpuUsage(before);
    seen.push({ cpu: (user + system) / 1e6, seconds: (performance.now() - began) / 1000 });
  }
  const cpu = seen.map((each) => each.cpu);
  return {
    value: median(cpu),
    spread: `rounds ${Math.min(...cpu).toFixed(2)} to ${Math.max(...cpu).toFixed(2)}`,
    seconds: median(seen.map((each) => each.seconds)),
  };
}

/** What is served of a photograph of a phone: bytes of each file, and of all. */
async function filesOf(bytes: Buffer): Promise<Row[]> {
  const { derivePicture } = await import('@/platform/pictures/derive');
  const { derivatives } = await import('@/platform/pictures/derivatives');
  const { files, blur } = await derivePicture(bytes);
  const rows = derivatives.map(({ width, square, format }, index): Row => {
    const value = (files[index]?.length ?? 0) / 1000;
    return { what: `bytes: ${width}${square ? ' square' : ''} ${format}`, value, unit: 'kB' };
  });
  const all = rows.reduce((sum, { value }) => sum + value, 0);
  return [
    ...rows,
    {
      what: 'bytes: all files',
      value: all,
      unit: 'kB',
      note: `the original has ${(bytes.length / 1000).toFixed(0)} kB`,
    },
    { what: 'bytes: blur, in the page', value: blur.length, unit: 'B', atMost: 400 },
  ];
}

/** CPU of making a picture, by kind and size, and the bytes of what is made. */
export async function pictureCosts(rounds: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [kind, draw] of Object.entries(kinds)) {
    for (const size of sizes) {
      const bytes = await draw(size);
      const { seconds, ...cpu } = await cost(bytes, Math.min(3, rounds));
      const note = `${seconds.toFixed(2)} s on two threads, the original has ${(bytes.length / 1e6).toFixed(1)} MB`;
      rows.push({ what: `CPU: ${kind}, ${told(size)}, all its files`, ...cpu, unit: 's', note });
    }
  }
  const [, phone = { width: 1, height: 1 }] = sizes;
  const photograph = await kinds['JPEG photograph']?.(phone);
  return photograph ? [...rows, ...(await filesOf(photograph))] : rows;
}
