import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { db } from '@/platform/db/client';
import { outbox } from '@/platform/outbox/tables';
import { race, winners } from '@/testing/race';
import { receiveUpload } from './commands/receive-upload';
import { shareImage } from './commands/share-image';
import { anUpload } from './factory';
import { shareInput } from './inputs';
import { findOwnShare } from './queries/own-images';
import { images, imageTags, uploads } from './tables';

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
const words = (upload: string, fields = {}) =>
  shareInput.parse({ upload, title: 'Harbour at dusk', tags: 'sea, dusk', ...fields });
const imagesOf = (upload: string) => db.select().from(images).where(eq(images.uploadRef, upload));

let ana: Awaited<ReturnType<typeof aMember>>;
beforeAll(async () => {
  ana = await aMember();
});

describe('an upload', () => {
  const file = { fileKey: 'key-of-a-file', name: 'harbour.jpg', bytes: 1000, type: 'image/jpeg' };

  test('is written down once, however often the file host tells', async () => {
    const told = winners(await race(8, () => receiveUpload(ana, file)));
    expect(told).toHaveLength(8);
    expect(new Set(told.map((upload) => upload.ref)).size).toBe(1);
    expect(await db.select().from(uploads).where(eq(uploads.fileKey, file.fileKey))).toHaveLength(1);
  });

  test("of somebody else's file is refused", async () => {
    await receiveUpload(ana, file);
    await expect(receiveUpload(await aMember(), file)).rejects.toEqual(refused('images.upload-missing'));
  });
});

describe('sharing', () => {
  test('makes an image in the making, with its words and tags, and says so once it is written', async () => {
    const upload = await anUpload({ memberId: ana.id });
    const now = new Date('2026-03-01T10:00:00Z');
    const shared = await shareImage(ana, words(upload.ref, { audience: 'unlisted' }), now);
    expect(shared).toEqual({ ref: expect.stringMatching(/^[0-9a-z]{10}$/), slug: 'harbour-at-dusk' });
    const [image] = await imagesOf(upload.ref);
    expect(image).toMatchObject({
      ownerId: ana.id,
      state: 'processing',
      audience: 'unlisted',
      createdAt: now,
      publishedAt: null,
    });
    const tags = await db
      .select()
      .from(imageTags)
      .where(eq(imageTags.imageId, image?.id as never))
      .orderBy(imageTags.position);
    expect(tags.map(({ tag }) => tag)).toEqual(['sea', 'dusk']);
    const facts = await db.select().from(outbox).where(eq(outbox.name, 'images/image.shared'));
    expect(facts.map(({ data }) => data)).toContainEqual({ imageId: image?.id });
  });

  test('one upload a hundred times at once makes one image, and everybody gets its name', async () => {
    const upload = await anUpload({ memberId: ana.id });
    const outcomes = await race(100, (i) => shareImage(ana, words(upload.ref, { title: `Try ${i}` })));
    const refs = winners(outcomes).map((image) => image.ref);
    expect(refs).toHaveLength(100);
    expect(new Set(refs).size).toBe(1);
    expect(await imagesOf(upload.ref)).toHaveLength(1);
  });

  test('is refused to a stranger, as if the upload did not exist, and to one who is muted', async () => {
    const upload = await anUpload({ memberId: ana.id });
    await expect(shareImage(await aMember(), words(upload.ref))).rejects.toEqual(refused('images.upload-missing'));
    await expect(shareImage(ana, words('0000000000'))).rejects.toEqual(refused('images.upload-missing'));
    const muted = await aMember({ mutedAt: new Date() });
    const own = await anUpload({ memberId: muted.id });
    await expect(shareImage(muted, words(own.ref))).rejects.toEqual(refused('accounts.muted'));
    expect([...(await imagesOf(upload.ref)), ...(await imagesOf(own.ref))]).toEqual([]);
    const [untouched] = await db.select().from(uploads).where(eq(uploads.ref, upload.ref));
    expect(untouched?.usedAt).toBeNull();
  });

  test('an upload again whose image was deleted is refused', async () => {
    const upload = await anUpload({ memberId: ana.id });
    await shareImage(ana, words(upload.ref));
    await db.update(images).set({ deletedAt: new Date() }).where(eq(images.uploadRef, upload.ref));
    await expect(shareImage(ana, words(upload.ref))).rejects.toEqual(refused('images.upload-missing'));
  });
});

test('how far a share has come is told to its owner alone', async () => {
  const upload = await anUpload({ memberId: ana.id });
  const { ref } = await shareImage(ana, words(upload.ref));
  expect(await findOwnShare(ana, ref)).toMatchObject({
    ref,
    state: 'processing',
    failure: null,
    title: 'Harbour at dusk',
  });
  expect(await findOwnShare(await aMember({ role: 'admin' }), ref)).toBeNull();
  expect(await findOwnShare(ana, '../..')).toBeNull();
});
