import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { members } from '@/domains/accounts/tables';
import { db } from '@/platform/db/client';
import { stepInPlace } from '@/platform/jobs/step';
import { outbox } from '@/platform/outbox/tables';
import { pictures } from '@/platform/pictures/tables';
import { read } from '@/platform/storage/files';
import { startFileHost } from '@/testing/file-host';
import { meanwhile } from '@/testing/meanwhile';
import { forgottenTags } from '@/testing/next-cache';
import { race } from '@/testing/race';
import { changeAudience } from './commands/change-audience';
import { moveFiles } from './commands/move-files';
import { anImage, anImageInStorage } from './factory';
import { audienceInput } from './inputs';
import { moveImageFiles } from './jobs';
import { findListedImages, findPublicImage, listImagesOf, listNewestImages } from './queries';
import { findOwnFile, findOwnShare } from './queries/own-images';
import type { Audience } from './rules';
import { type ImageId, images } from './tables';

const host = await startFileHost();
afterAll(host.stop);

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
const rowOf = async (id: ImageId) => (await db.select().from(images).where(eq(images.id, id)))[0];
const filesOf = async (id: ImageId) => {
  const [row] = await db
    .select({ files: pictures.files })
    .from(pictures)
    .innerJoin(images, eq(images.pictureId, pictures.id))
    .where(eq(images.id, id));
  return [...new Set(row?.files)].sort();
};
/** Answers of the addresses that browsers have of files. */
const opened = (keys: string[]) =>
  Promise.all(keys.map(async (key) => (await fetch(`${process.env.FILES_TWIN_URL}/f/${key}`)).ok));
const asks = async (id: ImageId) =>
  (await db.select().from(outbox).where(eq(outbox.name, 'images/image.audience-asked'))).filter(
    ({ data }) => data.imageId === id,
  ).length;
const isSeen = async (ref: string, handle: string, id: ImageId) => ({
  page: (await findPublicImage(ref)) !== null,
  newest: (await listNewestImages()).items.some((card) => card.ref === ref),
  profile: (await listImagesOf(handle)).items.some((card) => card.ref === ref),
  ranking: (await findListedImages([id])).length > 0,
});
const everywhere = { page: true, newest: true, profile: true, ranking: true };
const nowhere = { page: false, newest: false, profile: false, ranking: false };
const byAddress = { ...nowhere, page: true };
const seen = ({ image, owner }: Awaited<ReturnType<typeof anImageInStorage>>) =>
  isSeen(image.ref, owner.handle, image.id);

describe('between public and unlisted', () => {
  test('is a word: no file moves, and the next read has it', async () => {
    const shown = await anImageInStorage();
    const { image, owner, keys } = shown;
    await changeAudience(owner, { ref: image.ref, audience: 'unlisted' });
    expect(await seen(shown)).toEqual(byAddress);
    await changeAudience(owner, { ref: image.ref, audience: 'public' });
    expect(await seen(shown)).toEqual(everywhere);
    expect([await filesOf(image.id), await opened(keys), await asks(image.id)]).toEqual([keys, [true, true], 0]);
  });
});

describe('to private', () => {
  test('is out of sight from the moment it is said, though no file has moved, and its owner still has it', async () => {
    const shown = await anImageInStorage();
    const { image, owner } = shown;
    await changeAudience(owner, { ref: image.ref, audience: 'private' });
    expect(await seen(shown)).toEqual(nowhere);
    expect(await findOwnShare(owner, image.ref)).toMatchObject({ audience: 'private', askedAudience: 'private' });
    expect((await findOwnFile(owner, image.ref, '8'))?.key).toEqual(expect.any(String));
  });

  test('gives its files new names, private ones, and the old addresses are dead for good', async () => {
    const { image, owner, keys } = await anImageInStorage();
    const bytes = await Promise.all(keys.map(read));
    expect(await opened(keys)).toEqual([true, true]);
    const before = await host.keys();
    await changeAudience(owner, { ref: image.ref, audience: 'private' });
    forgottenTags.length = 0;
    await moveImageFiles({ imageId: image.id }, stepInPlace);
    const files = await filesOf(image.id);
    expect(files.filter((key) => keys.includes(key))).toEqual([]);
    expect(await opened([...keys, ...files])).toEqual([false, false, false, false]);
    expect((await Promise.all(files.map(read))).map(String).sort()).toEqual(bytes.map(String).sort());
    expect(await host.keys()).toEqual([...before.filter((key) => !keys.includes(key)), ...files].sort());
    expect(await rowOf(image.id)).toMatchObject({ audience: 'private', askedAudience: null, askedAt: null });
    expect([...forgottenTags].sort()).toEqual(
      [`image:${image.ref}`, 'images:lists', `images:of:${owner.handle}`].sort(),
    );
  });

  test('leaves a picture that another image shows where it is, and has its own from then on', async () => {
    const { image, owner, keys } = await anImageInStorage();
    const other = await anImage({ pictureId: image.pictureId as never });
    await changeAudience(owner, { ref: image.ref, audience: 'private' });
    await moveFiles(image.id);
    expect([await filesOf(other.id), await opened(keys)]).toEqual([keys, [true, true]]);
    expect((await filesOf(image.id)).some((key) => keys.includes(key))).toBe(false);
  });
});

describe('from private', () => {
  test.each([
    ['public', everywhere],
    ['unlisted', byAddress],
  ] as const)('to %s shows it once its files can be opened, and not before', async (audience, then) => {
    const shown = await anImageInStorage({ audience: 'private' });
    const { image, owner, keys } = shown;
    await changeAudience(owner, { ref: image.ref, audience });
    expect(await seen(shown)).toEqual(nowhere);
    await moveFiles(image.id);
    expect(await seen(shown)).toEqual(then);
    expect([await opened(await filesOf(image.id)), await opened(keys)]).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  test('and back before the files have moved leaves it private, with files of its own', async () => {
    const shown = await anImageInStorage({ audience: 'private' });
    const { image, owner } = shown;
    for (const audience of ['public', 'unlisted', 'private'] as const)
      await changeAudience(owner, { ref: image.ref, audience });
    await race(3, () => moveFiles(image.id));
    await moveFiles(image.id);
    expect(await seen(shown)).toEqual(nowhere);
    expect(await opened(await filesOf(image.id))).toEqual([false, false]);
    expect(await rowOf(image.id)).toMatchObject({ audience: 'private', askedAudience: null });
  });
});

describe('whom an image is for is said', () => {
  test('by its owner alone, of an image that is made and not deleted', async () => {
    const { image, owner } = await anImageInStorage();
    const wish = { ref: image.ref, audience: 'private' } as const;
    await expect(changeAudience(await aMember(), wish)).rejects.toEqual(refused('images.not-yours'));
    await expect(changeAudience(await aMember({ role: 'admin' }), wish)).rejects.toEqual(refused('images.not-yours'));
    const [making, gone] = [
      await anImage({ ownerId: owner.id, state: 'processing' }),
      await anImage({ ownerId: owner.id, deletedAt: new Date() }),
    ];
    await expect(changeAudience(owner, { ...wish, ref: making.ref })).rejects.toEqual(refused('images.not-ready'));
    await expect(changeAudience(owner, { ...wish, ref: gone.ref })).rejects.toEqual(refused('images.missing'));
    expect(await rowOf(image.id)).toMatchObject({ audience: 'public', askedAudience: null });
  });

  test('to fewer people by a muted member too, to more by none, whatever the door still believed', async () => {
    const { image, owner } = await anImageInStorage();
    await db.update(members).set({ mutedAt: new Date() }).where(eq(members.id, owner.id));
    const say = (audience: Audience) => changeAudience(owner, { ref: image.ref, audience });
    await say('unlisted');
    await expect(say('public')).rejects.toEqual(refused('accounts.muted'));
    await say('private');
    await expect(say('unlisted')).rejects.toEqual(refused('accounts.muted'));
    await moveFiles(image.id);
    await expect(say('public')).rejects.toEqual(refused('accounts.muted'));
    expect(await rowOf(image.id)).toMatchObject({ audience: 'private', askedAudience: null });
  });

  test.each([
    ['suspended', { suspendedAt: new Date() }, 'accounts.suspended'],
    ['leaving the house', { deletedAt: new Date() }, 'accounts.sign-in-first'],
  ])('not by a member who is %s', async (_, set, code) => {
    const { image, owner } = await anImageInStorage();
    await db.update(members).set(set).where(eq(members.id, owner.id));
    const wish = changeAudience(owner, { ref: image.ref, audience: 'private' });
    await expect(wish).rejects.toEqual(refused(code));
  });

  test('once, however often at once', async () => {
    const { image, owner } = await anImageInStorage();
    await race(10, () => changeAudience(owner, { ref: image.ref, audience: 'private' }));
    expect(await asks(image.id)).toBe(1);
  });

  test('in two ways at once ends as one of them, with the files that suit it', async () => {
    for (let round = 0; round < 6; round++) {
      const { image, owner } = await anImageInStorage({ audience: round % 2 ? 'private' : 'public' });
      const wishes: Audience[] = ['private', 'public', 'unlisted', 'private'];
      await race(wishes.length, (i) => changeAudience(owner, { ref: image.ref, audience: wishes[i] as Audience }));
      await race(2, () => moveFiles(image.id));
      await moveFiles(image.id);
      const row = await rowOf(image.id);
      const isPrivate = row?.audience === 'private';
      expect(row?.askedAudience).toBeNull();
      expect(await opened(await filesOf(image.id))).toEqual([!isPrivate, !isPrivate]);
    }
  });

  test('of what was just made private is seen: a change waits for the one before it', async () => {
    const { image, owner } = await anImageInStorage();
    const asked = { audience: 'private', askedAudience: 'private', askedAt: new Date() } as const;
    await meanwhile(
      (tx) => tx.update(images).set(asked).where(eq(images.id, image.id)),
      () => changeAudience(owner, { ref: image.ref, audience: 'unlisted' }),
    );
    // Not "unlisted" at once: its files would still be the private ones, or on their way there.
    expect(await rowOf(image.id)).toMatchObject({ audience: 'private', askedAudience: 'unlisted' });
  });
});

test.each([undefined, '', 'everyone', 'Private', ['public', 'private'], 7])(
  '%j is nobody an image can be for',
  (audience) => {
    const { error } = audienceInput.safeParse({ ref: '0123456789', audience });
    expect(error?.issues.map(({ path, message }) => [path[0], message])).toEqual([['audience', 'images.audience']]);
  },
);
