import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteAccount, keepAccount } from '@/domains/accounts/commands/delete-account';
import { eraseMembers } from '@/domains/accounts/commands/erase-members';
import { aMember } from '@/domains/accounts/factory';
import { members } from '@/domains/accounts/tables';
import { db } from '@/platform/db/client';
import { stepInPlace } from '@/platform/jobs/step';
import { outbox } from '@/platform/outbox/tables';
import { derivatives } from '@/platform/pictures/derivatives';
import { pictures } from '@/platform/pictures/tables';
import { put } from '@/platform/storage/files';
import { startFileHost } from '@/testing/file-host';
import { meanwhile } from '@/testing/meanwhile';
import { race } from '@/testing/race';
import { deleteImagesOf } from './commands/erase-images-of';
import { anImage, anUpload, aPicture } from './factory';
import { eraseDeletedImage, eraseEverythingOf } from './jobs';
import { images, uploads } from './tables';

const host = await startFileHost();
afterAll(host.stop);

const left = new Date('2026-11-21T12:00:00Z');
const daysAfter = (days: number) => new Date(left.getTime() + days * 86_400_000);
const day8 = daysAfter(8);
let serial = 0;
const aFile = () =>
  put({ bytes: Buffer.from(`erasing ${serial++}`), name: 'a.webp', type: 'image/webp', isPrivate: false });
async function aStoredPicture() {
  const key = await aFile();
  return aPicture({ files: derivatives.map(() => key) });
}

/** Somebody with a photo, images in every state and uploads, all with files in storage, who deleted the account. */
async function aLeaving() {
  const member = await aMember({ avatarPictureId: (await aStoredPicture()).id });
  const ownerId = member.id;
  const shared = await anUpload({ memberId: ownerId, fileKey: await aFile(), usedAt: left });
  await anUpload({ memberId: ownerId, fileKey: await aFile() });
  await anImage({ ownerId, pictureId: (await aStoredPicture()).id });
  await anImage({ ownerId, pictureId: (await aStoredPicture()).id, audience: 'private' });
  await anImage({ ownerId, state: 'processing', uploadRef: shared.ref });
  await anImage({ ownerId, state: 'failed', failure: 'pictures.unreadable' });
  await deleteAccount(member, member, left);
  return member;
}
const isThere = async ({ id }: { id: number }) =>
  (
    await db
      .select()
      .from(members)
      .where(eq(members.id, id as never))
  ).length > 0;
const imagesOf = ({ id }: { id: number }) =>
  db
    .select()
    .from(images)
    .where(eq(images.ownerId, id as never));

/** What the runner does with what was announced: each fact of a kind since the last call. */
let heardUpTo = 0;
async function deliver(now: Date) {
  const facts = await db.select().from(outbox).orderBy(outbox.id);
  const fresh = facts.filter(({ id }) => id > heardUpTo);
  heardUpTo = facts.at(-1)?.id ?? heardUpTo;
  for (const { name, data } of fresh) {
    if (name === 'accounts/member.erasing') await eraseEverythingOf(data as { memberId: number }, stepInPlace, now);
    if (name === 'images/image.deleted') await eraseDeletedImage(data as { imageId: number }, stepInPlace);
  }
}

describe('a member whose days are over', () => {
  let before: string[];
  beforeAll(async () => {
    before = await host.keys();
  });

  test('is erased with every image, upload, photo and file, and nobody else’s', async () => {
    const other = await aMember();
    const kept = await anImage({ ownerId: other.id, pictureId: (await aStoredPicture()).id });
    const othersFiles = await host.keys();
    const member = await aLeaving();
    expect(await eraseMembers(day8)).toEqual({ erased: 0, waiting: 1 });
    expect(await isThere(member)).toBe(true);
    // The one announcement, and then the deletions it brought.
    await deliver(day8);
    await deliver(day8);
    expect(await imagesOf(member)).toEqual([]);
    expect(await eraseMembers(day8)).toEqual({ erased: 1, waiting: 0 });
    expect(await isThere(member)).toBe(false);
    expect(await db.select().from(uploads).where(eq(uploads.memberId, member.id))).toEqual([]);
    expect(await host.keys()).toEqual(othersFiles);
    expect(othersFiles.length).toBeGreaterThan(before.length);
    expect(await imagesOf(other)).toMatchObject([{ id: kept.id }]);
    expect(await eraseMembers(day8)).toEqual({ erased: 0, waiting: 0 });
  });

  test('is erased all the same when every step is done twice, and at once', async () => {
    const member = await aLeaving();
    await race(3, () => eraseMembers(day8));
    const everything = { memberId: member.id };
    await race(3, () => eraseEverythingOf(everything, stepInPlace, day8));
    await deliver(day8);
    await race(3, () => eraseMembers(day8));
    expect(await isThere(member)).toBe(false);
    expect(await imagesOf(member)).toEqual([]);
  });

  test('keeps the photo that a demo image shows as well', async () => {
    const picture = await aStoredPicture();
    const image = await anImage({ pictureId: picture.id });
    const member = await aMember({ avatarPictureId: picture.id });
    await deleteAccount(member, member, left);
    expect(await eraseMembers(day8)).toEqual({ erased: 1, waiting: 0 });
    expect(await db.select().from(pictures).where(eq(pictures.id, picture.id))).toHaveLength(1);
    expect(await imagesOf({ id: image.ownerId })).toHaveLength(1);
  });
});

describe('nothing is taken from a member', () => {
  test('who can still come back, or has, though the erasing was announced', async () => {
    const member = await aLeaving();
    await eraseEverythingOf({ memberId: member.id }, stepInPlace, daysAfter(6));
    expect((await imagesOf(member)).filter(({ deletedAt }) => deletedAt !== null)).toEqual([]);
    await keepAccount(member.id, daysAfter(6));
    await eraseEverythingOf({ memberId: member.id }, stepInPlace, day8);
    expect((await imagesOf(member)).filter(({ deletedAt }) => deletedAt !== null)).toEqual([]);
    expect(await db.select().from(uploads).where(eq(uploads.memberId, member.id))).toHaveLength(2);
  });

  test('who comes back in the very moment', async () => {
    const member = await aLeaving();
    await meanwhile(
      (tx) => tx.update(members).set({ deletedAt: null }).where(eq(members.id, member.id)),
      () => deleteImagesOf(member.id, day8),
    );
    expect((await imagesOf(member)).filter(({ deletedAt }) => deletedAt !== null)).toEqual([]);
  });
});
