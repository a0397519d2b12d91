import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { db } from '@/platform/db/client';
import { specimen } from '@/platform/pictures/specimens';
import { looseFiles, pictures } from '@/platform/pictures/tables';
import { put, read } from '@/platform/storage/files';
import { startFileHost } from '@/testing/file-host';
import { losers, race } from '@/testing/race';
import { changeAudience } from './commands/change-audience';
import { moveFiles } from './commands/move-files';
import { processImage } from './commands/process-image';
import { reapUnfinished } from './commands/reap-unfinished';
import { anImage, anImageInStorage, anUpload } from './factory';
import { findPublicImage } from './queries';
import { type ImageId, images } from './tables';

const host = await startFileHost();
afterAll(host.stop);

const calls = { made: 0, last: Number.POSITIVE_INFINITY };
const reach = globalThis.fetch;

/** As many calls to the file host as are given, then none: what a killed process has done of its work, whichever step it died in. */
function dieAfter(last: number) {
  Object.assign(calls, { made: 0, last });
}

beforeAll(() => {
  globalThis.fetch = async (...call) => {
    if (++calls.made > calls.last) throw new TypeError('the process is dead');
    return reach(...call);
  };
});
afterEach(() => dieAfter(Number.POSITIVE_INFINITY));
afterAll(() => {
  globalThis.fetch = reach;
});

const rowOf = async (id: ImageId) => (await db.select().from(images).where(eq(images.id, id)))[0];
const filesOf = async (id: ImageId) => {
  const [row] = await db
    .select({ files: pictures.files })
    .from(pictures)
    .innerJoin(images, eq(images.pictureId, pictures.id))
    .where(eq(images.id, id));
  return [...new Set(row?.files)].sort();
};
const wordsIn = async (keys: string[]) => (await Promise.all(keys.map(read))).map(String).sort();
const opened = (keys: string[]) =>
  Promise.all(keys.map(async (key) => (await fetch(`${process.env.FILES_TWIN_URL}/f/${key}`)).ok));

test.each([
  ['public', 'private'],
  ['private', 'public'],
] as const)(
  'a move from %s to %s that is killed at any step leaves the old whole or the new whole, nothing lost, and ends when it is run again',
  { timeout: 60_000 },
  async (from, to) => {
    let isThrough = false;
    for (let step = 0; !isThrough; step++) {
      const { owner, image, keys } = await anImageInStorage({ audience: from });
      const words = await wordsIn(keys);
      await changeAudience(owner, { ref: image.ref, audience: to });
      const before = (await host.keys()).filter((key) => !keys.includes(key));
      dieAfter(step);
      const [run] = await race(1, () => moveFiles(image.id));
      isThrough = run?.status === 'fulfilled';
      dieAfter(Number.POSITIVE_INFINITY);

      const row = await rowOf(image.id);
      const files = await filesOf(image.id);
      const isSwitched = row?.askedAudience === null;
      expect(row?.audience).toBe(isSwitched ? to : 'private');
      expect((await findPublicImage(image.ref)) !== null).toBe(isSwitched && to === 'public');
      expect(files.some((key) => keys.includes(key))).toBe(!isSwitched);
      expect(await wordsIn(files)).toEqual(words);
      // Every file that is there is in the image's picture, or written down as loose.
      const loose = (await db.select({ key: looseFiles.key }).from(looseFiles)).map(({ key }) => key);
      const stored = (await host.keys()).filter((key) => !before.includes(key));
      expect(stored.filter((key) => !files.includes(key) && !loose.includes(key))).toEqual([]);

      // The job's next try; and of a run that died after the switch, the clock.
      await moveFiles(image.id);
      await reapUnfinished();
      const then = await filesOf(image.id);
      expect((await host.keys()).filter((key) => !before.includes(key))).toEqual(then);
      expect(await opened(then)).toEqual(then.map(() => to === 'public'));
      expect(await opened(keys)).toEqual([false, false]);
      expect(await rowOf(image.id)).toMatchObject({ audience: to, askedAudience: null });
    }
    // Two files read, two put, two removed: far more than a handful of steps were tried.
    expect(calls.made).toBeGreaterThan(5);
  },
);

test('whom an image is for, said while it is being made, is refused or comes after: its files always suit it', async () => {
  const photograph = await specimen(64, 48).jpeg().toBuffer();
  for (let round = 0; round < 3; round++) {
    const owner = await aMember();
    const fileKey = await put({ bytes: photograph, name: 'a.jpg', type: 'image/jpeg', isPrivate: true });
    const upload = await anUpload({ memberId: owner.id, fileKey, usedAt: new Date() });
    const image = await anImage({ ownerId: owner.id, state: 'processing', uploadRef: upload.ref });
    const making = processImage(image.id);
    // The changes fall on every part of the making.
    const wishes: unknown[] = [];
    for (let isMade = false; !isMade; isMade = (await rowOf(image.id))?.state === 'ready')
      wishes.push(...losers(await race(1, () => changeAudience(owner, { ref: image.ref, audience: 'private' }))));
    await making;
    await race(1, () => changeAudience(owner, { ref: image.ref, audience: 'private' }));
    expect(wishes.length).toBeGreaterThan(0);
    expect(wishes).toEqual(wishes.map(() => expect.objectContaining({ code: 'images.not-ready' })));
    await moveFiles(image.id);
    const files = await filesOf(image.id);
    expect((await rowOf(image.id))?.audience).toBe('private');
    expect(await opened(files)).toEqual(files.map(() => false));
  }
});
