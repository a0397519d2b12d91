import { afterAll, expect, test } from 'vitest';
import { read } from '@/platform/storage/files';
import { startFileHost } from '@/testing/file-host';
import { derivatives } from './derivatives';
import { derivePicture } from './derive';
import { specimen } from './specimens';
import { putPicture } from './store';

const host = await startFileHost();
afterAll(host.stop);

test('each distinct file is stored once, and every derivative has its key', async () => {
  const picture = await derivePicture(await specimen(300, 200).png().toBuffer());
  const noted: string[] = [];
  const placed = await putPicture(picture, { isPrivate: false, note: async (key) => void noted.push(key) });
  expect(placed.keys).toHaveLength(derivatives.length);
  expect(await host.keys()).toEqual([...new Set(placed.keys)].sort());
  expect(noted.sort()).toEqual(await host.keys());
  const stored = await Promise.all(placed.keys.map(read));
  expect(stored.every((bytes, index) => bytes.equals(picture.files[index] as Buffer))).toBe(true);
  expect(placed.bytes).toBe([...new Set(picture.files)].reduce((sum, file) => sum + file.length, 0));
});

test('what was stored is removed again when the next file cannot be', async () => {
  const before = await host.keys();
  const picture = await derivePicture(await specimen(300, 200).png().toBuffer());
  let calls = 0;
  const note = async () => {
    if (++calls === 3) throw new Error('no more room');
  };
  await expect(putPicture(picture, { isPrivate: false, note })).rejects.toThrow('no more room');
  expect(await host.keys()).toEqual(before);
});
