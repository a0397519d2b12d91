import { eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { db } from '@/platform/db/client';
import { read } from '@/platform/storage/files';
import { startFileHost } from '@/testing/file-host';
import { derivatives } from './derivatives';
import { derivePicture } from './derive';
import { specimen } from './specimens';
import { putPicture } from './store';
import { looseFiles } from './tables';

const host = await startFileHost();
afterAll(host.stop);

const looseKeys = async (owner: string) => {
  const rows = await db.select({ key: looseFiles.key }).from(looseFiles).where(eq(looseFiles.owner, owner));
  return rows.map(({ key }) => key).sort();
};

test('each distinct file is stored once, and every derivative has its key', async () => {
  const picture = await derivePicture(await specimen(300, 200).png().toBuffer());
  const placed = await putPicture(picture, { isPrivate: false, owner: 'test:1', now: new Date() });
  expect(placed.keys).toHaveLength(derivatives.length);
  expect(await host.keys()).toEqual([...new Set(placed.keys)].sort());
  expect(await looseKeys('test:1')).toEqual(await host.keys());
  const stored = await Promise.all(placed.keys.map(read));
  expect(stored.every((bytes, index) => bytes.equals(picture.files[index] as Buffer))).toBe(true);
  expect(placed.bytes).toBe([...new Set(picture.files)].reduce((sum, file) => sum + file.length, 0));
});

test('what was stored is removed again when the next file cannot be', async () => {
  const before = await host.keys();
  const picture = await derivePicture(await specimen(300, 200).png().toBuffer());
  // One file more than there are derivatives: nobody knows what it is.
  picture.files.push(Buffer.from('one too many'));
  const putting = putPicture(picture, { isPrivate: false, owner: 'test:2', now: new Date() });
  await expect(putting).rejects.toThrow('a file for each derivative');
  expect(await host.keys()).toEqual(before);
  expect(await looseKeys('test:2')).toEqual([]);
});
