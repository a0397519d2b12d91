import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { auditLines } from '@/platform/audit/tables';
import { db } from '@/platform/db/client';
import { stepInPlace } from '@/platform/jobs/step';
import { derivatives } from '@/platform/pictures/derivatives';
import { looseFiles, pictures } from '@/platform/pictures/tables';
import { put } from '@/platform/storage/files';
import { startFileHost } from '@/testing/file-host';
import { race, winners } from '@/testing/race';
import { deleteImage } from './commands/delete-image';
import { editImage } from './commands/edit-image';
import { eraseImage } from './commands/erase-image';
import { reapUnfinished } from './commands/reap-unfinished';
import { shareImage } from './commands/share-image';
import { anImage, anUpload, aPicture } from './factory';
import { editInput, shareInput } from './inputs';
import { eraseDeletedImage } from './jobs';
import { findPublicImage, listNewestImages } from './queries';
import { fileOwner } from './rules';
import { images, uploads } from './tables';

const host = await startFileHost();
afterAll(host.stop);

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
const hours = (n: number) => n * 3_600_000;
let serial = 0;
const aFile = () =>
  put({ bytes: Buffer.from(`file ${serial++}`), name: 'a.webp', type: 'image/webp', isPrivate: false });
async function aStoredPicture() {
  const keys = [await aFile(), await aFile()];
  const picture = await aPicture({ files: derivatives.map((_, i) => keys[i % 2] as string) });
  return { picture, keys: keys.sort() };
}
const words = (ref: string, fields = {}) => editInput.parse({ ref, title: 'Harbour in fog', ...fields });
const exists = async (id: number) =>
  (
    await db
      .select()
      .from(images)
      .where(eq(images.id, id as never))
  ).length === 1;

describe('editing', () => {
  test('changes the words, and the next read has them', async () => {
    const owner = await aMember();
    const image = await anImage({ ownerId: owner.id, tags: ['sea', 'dusk'] });
    const edited = await editImage(owner, words(image.ref, { tags: 'fog, sea', description: 'Cold.' }));
    expect(edited).toEqual({ ref: image.ref, slug: 'harbour-in-fog', audience: 'public', handle: owner.handle });
    expect(await findPublicImage(image.ref)).toMatchObject({
      title: 'Harbour in fog',
      tags: ['fog', 'sea'],
      description: 'Cold.',
    });
  });

  test('is refused to everybody but the owner, staff too, and for what is deleted', async () => {
    const owner = await aMember();
    const image = await anImage({ ownerId: owner.id });
    await expect(editImage(await aMember(), words(image.ref))).rejects.toEqual(refused('images.not-yours'));
    await expect(editImage(await aMember({ role: 'admin' }), words(image.ref))).rejects.toEqual(
      refused('images.not-yours'),
    );
    const gone = await anImage({ ownerId: owner.id, deletedAt: new Date() });
    await expect(editImage(owner, words(gone.ref))).rejects.toEqual(refused('images.missing'));
    expect((await findPublicImage(image.ref))?.title).toBe('Harbour at dusk');
  });
});

describe('deleting', () => {
  test.each(['owner', 'editor', 'admin'] as const)(
    'by %s takes the image out of sight at once and erases it soon after',
    async (who) => {
      const owner = await aMember();
      const { picture } = await aStoredPicture();
      const image = await anImage({ ownerId: owner.id, pictureId: picture.id, tags: ['sea'] });
      const actor = who === 'owner' ? owner : await aMember({ role: who });
      await deleteImage(actor, image);
      expect(await findPublicImage(image.ref)).toBeNull();
      expect((await listNewestImages()).items.map(({ ref }) => ref)).not.toContain(image.ref);
      await eraseDeletedImage({ imageId: image.id }, stepInPlace);
      expect(await exists(image.id)).toBe(false);
      expect(await db.select().from(pictures).where(eq(pictures.id, picture.id))).toEqual([]);
    },
  );

  test('removes exactly its own files, the original too', async () => {
    const before = await host.keys();
    const owner = await aMember();
    const upload = await anUpload({ memberId: owner.id, fileKey: await aFile(), usedAt: new Date() });
    const { picture } = await aStoredPicture();
    const image = await anImage({ ownerId: owner.id, pictureId: picture.id, uploadRef: upload.ref });
    await db.insert(looseFiles).values({ key: await aFile(), owner: fileOwner(image), createdAt: new Date() });
    await deleteImage(owner, image);
    await eraseImage(image.id);
    await eraseImage(image.id);
    expect(await host.keys()).toEqual(before);
    expect(await db.select().from(uploads).where(eq(uploads.ref, upload.ref))).toEqual([]);
  });

  test('leaves a picture that another image shows, and takes it with the last one', async () => {
    const { picture, keys } = await aStoredPicture();
    const [one, two] = [await anImage({ pictureId: picture.id }), await anImage({ pictureId: picture.id })];
    const staff = await aMember({ role: 'editor' });
    await deleteImage(staff, one);
    await eraseImage(one.id);
    expect(await host.keys()).toEqual(expect.arrayContaining(keys));
    expect(await findPublicImage(two.ref)).not.toBeNull();
    await deleteImage(staff, two);
    await eraseImage(two.id);
    expect((await host.keys()).filter((key) => keys.includes(key))).toEqual([]);
  });

  test('leaves an audit line when staff do it, and none when the owner does', async () => {
    const editor = await aMember({ role: 'editor' });
    const [foreign, own] = [await anImage(), await anImage({ ownerId: editor.id })];
    await deleteImage(editor, foreign);
    await deleteImage(editor, own);
    const lines = await db.select().from(auditLines).where(eq(auditLines.actorId, editor.id));
    expect(lines).toMatchObject([{ action: 'images/deleted', targetKind: 'image', targetId: foreign.id }]);
  });

  test('happens once, however often it is asked for at once', async () => {
    const owner = await aMember();
    const image = await anImage({ ownerId: owner.id });
    const outcomes = await race(10, () => deleteImage(owner, image));
    expect(winners(outcomes)).toHaveLength(1);
  });

  test('is refused to a stranger, and nothing is erased that was not deleted', async () => {
    const image = await anImage();
    await expect(deleteImage(await aMember(), image)).rejects.toEqual(refused('images.not-yours'));
    await eraseImage(image.id);
    expect(await findPublicImage(image.ref)).not.toBeNull();
  });
});

describe('the reaper', () => {
  const now = new Date();
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);

  test('clears an upload nobody shared after a day, and not before', async () => {
    const [old, young] = [
      await anUpload({ fileKey: await aFile(), createdAt: ago(hours(25)) }),
      await anUpload({ fileKey: await aFile(), createdAt: ago(hours(23)) }),
    ];
    await reapUnfinished(now);
    const left = (await db.select().from(uploads)).map(({ ref }) => ref);
    expect([left.includes(old.ref), left.includes(young.ref)]).toEqual([false, true]);
    const keys = await host.keys();
    expect([keys.includes(old.fileKey), keys.includes(young.fileKey)]).toEqual([false, true]);
  });

  test('leaves an upload whose image is in the making, and clears it when that is over', async () => {
    const upload = await anUpload({ fileKey: await aFile(), createdAt: ago(hours(60)), usedAt: ago(hours(60)) });
    const image = await anImage({
      ownerId: upload.memberId,
      state: 'processing',
      uploadRef: upload.ref,
      createdAt: ago(hours(60)),
    });
    await reapUnfinished(now);
    expect(await host.keys()).toContain(upload.fileKey);
    await db.update(images).set({ state: 'failed', failure: 'pictures.unreadable' }).where(eq(images.id, image.id));
    await reapUnfinished(now);
    expect(await host.keys()).not.toContain(upload.fileKey);
  });

  test('never takes an upload from under an image: of an old one shared this moment either the file or a refusal is there', async () => {
    for (let round = 0; round < 10; round++) {
      const member = await aMember();
      const upload = await anUpload({ memberId: member.id, fileKey: await aFile(), createdAt: ago(hours(30)) });
      const input = shareInput.parse({ upload: upload.ref, title: 'Late' });
      const [shared, reaped] = await race<unknown>(2, (i) =>
        i === 0 ? shareImage(member, input) : reapUnfinished(now),
      );
      expect(reaped?.status).toBe('fulfilled');
      const isKept = (await host.keys()).includes(upload.fileKey);
      expect(isKept).toBe(shared?.status === 'fulfilled');
    }
  });

  test('tells the owner of an image that never came out of the making', async () => {
    const [stuck, slow] = [
      await anImage({ state: 'processing', createdAt: ago(hours(73)) }),
      await anImage({ state: 'processing', createdAt: ago(hours(71)) }),
    ];
    await reapUnfinished(now);
    const states = new Map((await db.select().from(images)).map((image) => [image.id, image.failure]));
    expect([states.get(stuck.id), states.get(slow.id)]).toEqual(['images.not-made', null]);
  });

  test('clears files that belong to no picture, and finishes erasing what was deleted a day ago', async () => {
    const [old, young] = [await aFile(), await aFile()];
    const { picture, keys } = await aStoredPicture();
    const image = await anImage({ pictureId: picture.id, deletedAt: ago(hours(25)) });
    await db.insert(looseFiles).values([
      { key: old, owner: 'image:0', createdAt: ago(hours(25)) },
      { key: young, owner: 'image:0', createdAt: ago(hours(1)) },
    ]);
    await reapUnfinished(now);
    const left = await host.keys();
    expect([old, young, ...keys].map((key) => left.includes(key))).toEqual([false, true, false, false]);
    expect(await exists(image.id)).toBe(false);
  });
});
