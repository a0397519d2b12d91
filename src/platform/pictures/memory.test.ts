import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { specimen } from './specimens';

/** Run by a process of its own, so that nothing but the derivation is in its peak: prints the megabytes above what it held before. */
const measure = `
  const { readFileSync } = await import('node:fs');
  const { derivePicture } = await import('@/platform/pictures/derive');
  const bytes = readFileSync(process.argv[1]);
  const idle = process.memoryUsage().rss;
  await derivePicture(bytes);
  process.stdout.write(String((process.resourceUsage().maxRSS * 1024 - idle) / 1e6));
`;

/** The pictures that need most among those that are let in, and those that everybody's camera makes. */
const pictures: [string, () => Sharp][] = [
  [
    'a photograph of 8,000 × 6,000, progressive and turned on its side',
    () => large(8_000, 6_000).jpeg({ progressive: true }).withMetadata({ orientation: 6 }),
  ],
  ['a JPEG of 100 megapixels', () => large(12_240, 8_160).jpeg()],
  ['an AVIF of 24 megapixels', () => large(6_000, 4_000).avif({ effort: 0 })],
  [
    'an interlaced PNG of 16 bits and 30 megapixels, with transparency',
    () => large(6_000, 5_000).ensureAlpha(0.5).toColourspace('rgb16').png({ progressive: true }),
  ],
];
const large = (width: number, height: number) =>
  specimen(2_000, 1_500).removeAlpha().resize(width, height, { fit: 'fill', kernel: 'nearest' });

test.each(pictures)(
  '%s needs less than 500 MB',
  async (_, picture) => {
    const folder = await mkdtemp(join(tmpdir(), 'pictures-memory-'));
    const file = join(folder, 'original');
    await writeFile(file, await picture().toBuffer());
    const args = ['--import', 'tsx', '--conditions=react-server', '--input-type=module', '-e', measure, file];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    await rm(folder, { recursive: true });
    expect(Number(stdout)).toBeGreaterThan(10);
    expect(Number(stdout)).toBeLessThan(500);
  },
  60_000,
);
