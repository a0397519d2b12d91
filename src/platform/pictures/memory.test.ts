import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
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

test('a photograph of 8,000 × 6,000 needs less than 500 MB, even progressive and turned on its side', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pictures-memory-'));
  const file = join(folder, 'original.jpg');
  const photograph = specimen(2000, 1500)
    .resize(8000, 6000)
    .jpeg({ progressive: true })
    .withMetadata({ orientation: 6 });
  await writeFile(file, await photograph.toBuffer());
  const args = ['--import', 'tsx', '--conditions=react-server', '--input-type=module', '-e', measure, file];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  await rm(folder, { recursive: true });
  expect(Number(stdout)).toBeGreaterThan(10);
  expect(Number(stdout)).toBeLessThan(500);
}, 60_000);
