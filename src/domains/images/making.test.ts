import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { db } from '@/platform/db/client';
import { stepInPlace } from '@/platform/jobs/step';
import { outbox } from '@/platform/outbox/tables';
import { derivePicture } from '@/platform/pictures/derive';
import { sweepLooseFilesOf } from '@/platform/pictures/loose-files';
import { secrets, specimen, tellTale } from '@/platform/pictures/specimens';
import { putPicture } from '@/platform/pictures/store';
import { looseFiles, pictures } from '@/platform/pictures/tables';
import { put, read, remove } from '@/platform/storage/files';
import { startFileHost } from '@/testing/file-host';
import { forgottenTags } from '@/testing/next-cache';
import { losers, race } from '@/testing/race';
import { processImage } from './commands/process-image';
import { anImage, anUpload } from './factory';
import { makeSharedImage } from './jobs';
import { findPublicImage } from './queries';
import { findOwnFile, findOwnShare } from './queries/own-images';
import { fileOwner } from './rules';
import { type ImageId, images, uploads } from './tables';

const host = await startFileHost();
afterAll(host.stop);

let photograph: Buffer;
beforeAll(async () => {
  photograph = await tellTale(specimen(640, 480).jpeg()).toBuffer();
});

/** An image in the making whose original is really there. */
async function aSharedImage(bytes: Buffer, given: Parameters<typeof anImage>[0] = {}) {
  const owner = await aMember();
  const fileKey = await put({ bytes, name: 'harbour.jpg', type: 'image/jpeg', isPrivate: true });
  const upload = await anUpload({ memberId: owner.id, fileKey, usedAt: new Date() });
  const image = await anImage({ ownerId: owner.id, state: 'processing', uploadRef: upload.ref, ...given });
  return { owner, image, fileKey };
}

const rowOf = async (id: ImageId) => (await db.select().from(images).where(eq(images.id, id)))[0];
const filesOf = async (id: ImageId) => {
  const [row] = await db
    .select({ files: pictures.files })
    .from(pictures)
    .innerJoin(images, eq(images.pictureId, pictures.id))
    .where(eq(images.id, id));
  return [...new Set(row?.files)].sort();
};
const published = async (imageId: ImageId) =>
  (await db.select().from(outbox).where(eq(outbox.name, 'images/image.published'))).filter(
    (fact) => fact.data.imageId === imageId,
  );
const looseOf = (id: ImageId) =>
  db
    .select()
    .from(looseFiles)
    .where(eq(looseFiles.owner, fileOwner({ id })));
/** What is in storage now and was not before. */
const added = async (before: string[]) => (await host.keys()).filter((key) => !before.includes(key));

describe('making an image', () => {
  test('publishes it with its picture, tells of it once, and leaves neither the original nor a byte of its secrets', async () => {
    const before = await host.keys();
    const { image, owner } = await aSharedImage(photograph);
    expect(await findPublicImage(image.ref)).toBeNull();
    await makeSharedImage({ imageId: image.id }, stepInPlace);
    const view = await findPublicImage(image.ref);
    expect(view).toMatchObject({
      title: image.title,
      owner: { handle: owner.handle },
      picture: { width: 640, height: 480 },
    });
    expect(await rowOf(image.id)).toMatchObject({
      state: 'ready',
      uploadRef: null,
      originalHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const files = await filesOf(image.id);
    expect(await added(before)).toEqual(files);
    expect(await published(image.id)).toHaveLength(1);
    expect(await looseOf(image.id)).toEqual([]);
    const served = Buffer.concat(await Promise.all(files.map(read)));
    expect(secrets.filter((secret) => served.includes(secret))).toEqual([]);
  });

  test('makes caches forget everywhere it is shown, once it is written', async () => {
    const { image, owner } = await aSharedImage(photograph);
    forgottenTags.length = 0;
    await makeSharedImage({ imageId: image.id }, stepInPlace);
    expect([...forgottenTags].sort()).toEqual(
      [`image:${image.ref}`, 'images:lists', `images:of:${owner.handle}`].sort(),
    );
  });

  test('twice, one after the other, changes nothing the second time', async () => {
    const { image } = await aSharedImage(photograph);
    await makeSharedImage({ imageId: image.id }, stepInPlace);
    const [row, keys] = [await rowOf(image.id), await host.keys()];
    await makeSharedImage({ imageId: image.id }, stepInPlace);
    expect(await rowOf(image.id)).toEqual(row);
    expect(await host.keys()).toEqual(keys);
    expect(await published(image.id)).toHaveLength(1);
  });

  test('four times at once publishes one picture, whole, and leaves no file of the others', async () => {
    const before = await host.keys();
    const { image, fileKey } = await aSharedImage(photograph);
    const outcomes = await race(4, () => processImage(image.id));
    // Runs that sweep each other's files may all give up. Then they say so, and the job's next try has the field to itself.
    const isMade = (await rowOf(image.id))?.state === 'ready';
    expect(isMade || losers(outcomes).length > 0).toBe(true);
    await processImage(image.id);
    expect(await added([...before, fileKey])).toEqual(await filesOf(image.id));
    expect(await looseOf(image.id)).toEqual([]);
    expect(await published(image.id)).toHaveLength(1);
  });

  test('goes on after a run that was killed, and clears what that one left', async () => {
    const before = await host.keys();
    const { image, fileKey } = await aSharedImage(photograph);
    const owner = fileOwner(image);
    await putPicture(await derivePicture(photograph), { isPrivate: false, owner, now: new Date() });
    expect((await looseOf(image.id)).length).toBeGreaterThan(5);
    await processImage(image.id);
    expect(await added([...before, fileKey])).toEqual(await filesOf(image.id));
    expect(await looseOf(image.id)).toEqual([]);
  });

  test('gives up when its files are swept under its hands: no row ever names a file that is gone', async () => {
    const { image } = await aSharedImage(photograph);
    const run = processImage(image.id);
    while ((await looseOf(image.id)).length === 0) await new Promise(setImmediate);
    await sweepLooseFilesOf(fileOwner(image));
    await expect(run).rejects.toThrow('swept');
    expect(await rowOf(image.id)).toMatchObject({ state: 'processing', pictureId: null });
    await processImage(image.id);
    await Promise.all((await filesOf(image.id)).map(read));
    expect(await rowOf(image.id)).toMatchObject({ state: 'ready' });
  });
});

describe('an image that cannot be made', () => {
  test('because its file is no picture says why to its owner, and the file goes', async () => {
    const { image, fileKey } = await aSharedImage(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
    await makeSharedImage({ imageId: image.id }, stepInPlace);
    expect(await rowOf(image.id)).toMatchObject({
      state: 'failed',
      failure: 'pictures.not-a-picture',
      pictureId: null,
    });
    expect(await host.keys()).not.toContain(fileKey);
    expect(await published(image.id)).toEqual([]);
  });

  test('because it breaks off fails, and is not shown by half', async () => {
    const { image } = await aSharedImage(photograph.subarray(0, photograph.length / 2));
    await makeSharedImage({ imageId: image.id }, stepInPlace);
    expect(await rowOf(image.id)).toMatchObject({ state: 'failed', failure: 'pictures.unreadable' });
    expect(await findPublicImage(image.ref)).toBeNull();
  });

  test('because storage has not got its file is tried again, not failed', async () => {
    const { image, fileKey } = await aSharedImage(photograph);
    await remove([fileKey]);
    await expect(processImage(image.id)).rejects.toThrow('file host');
    expect(await rowOf(image.id)).toMatchObject({ state: 'processing' });
    expect(await db.select().from(uploads).where(eq(uploads.fileKey, fileKey))).toHaveLength(1);
  });

  test('because it was deleted meanwhile leaves nothing in storage', async () => {
    const before = await host.keys();
    const { image, fileKey } = await aSharedImage(photograph);
    const run = processImage(image.id);
    while ((await looseOf(image.id)).length === 0) await new Promise(setImmediate);
    await db.update(images).set({ deletedAt: new Date() }).where(eq(images.id, image.id));
    await run;
    expect(await added([...before, fileKey])).toEqual([]);
    expect(await published(image.id)).toEqual([]);
    expect(await looseOf(image.id)).toEqual([]);
  });
});

test('the picture of a private image has no public file, and a way for its owner', async () => {
  const { image, owner } = await aSharedImage(photograph, { audience: 'private' });
  await processImage(image.id);
  const files = await filesOf(image.id);
  const answers = await Promise.all(files.map((key) => fetch(`${process.env.FILES_TWIN_URL}/f/${key}`)));
  expect(files.length).toBeGreaterThan(5);
  expect(answers.filter((answer) => answer.ok)).toEqual([]);
  expect(await findPublicImage(image.ref)).toBeNull();
  const share = await findOwnShare(owner, image.ref);
  expect(share?.picture?.fallback.src).toBe(`/api/images/${image.ref}/8`);
  const file = await findOwnFile(owner, image.ref, '8');
  expect(file).toEqual({ key: expect.stringMatching(/^\w+$/), type: 'image/jpeg' });
  expect((await read(file?.key ?? '')).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
});

test("a private image's files are found by nobody else, whoever asks in whatever way, and public ones by no one here", async () => {
  const owner = await aMember();
  const image = await anImage({ ownerId: owner.id, audience: 'private' });
  const open = await anImage({ ownerId: owner.id });
  const asked = [
    findOwnFile(await aMember({ role: 'admin' }), image.ref, '8'),
    findOwnFile(owner, open.ref, '8'),
    ...['11', '-1', '08x', '', '../8', '1e0'].map((file) => findOwnFile(owner, image.ref, file)),
    findOwnFile(owner, '../..', '8'),
  ];
  expect(await Promise.all(asked)).toEqual(asked.map(() => null));
  await db.update(images).set({ deletedAt: new Date() }).where(eq(images.id, image.id));
  expect(await findOwnFile(owner, image.ref, '8')).toBeNull();
});
