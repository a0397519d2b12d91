import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, test } from 'vitest';
import { db } from '@/platform/db/client';
import { outbox } from '@/platform/outbox/tables';
import { looseFiles, pictures } from '@/platform/pictures/tables';
import { startFileHost } from '@/testing/file-host';
import { meanwhile } from '@/testing/meanwhile';
import { race } from '@/testing/race';
import { changeAudience } from './commands/change-audience';
import { deleteImage } from './commands/delete-image';
import { eraseImage } from './commands/erase-image';
import { moveFiles } from './commands/move-files';
import { reapUnfinished } from './commands/reap-unfinished';
import { anImage, anImageInStorage, aPicture } from './factory';
import { fileOwner } from './rules';
import { type ImageId, images } from './tables';

const host = await startFileHost();
afterAll(host.stop);

const rowOf = async (id: ImageId) => (await db.select().from(images).where(eq(images.id, id)))[0];
const filesOf = async (id: ImageId) => {
  const [row] = await db
    .select({ files: pictures.files })
    .from(pictures)
    .innerJoin(images, eq(images.pictureId, pictures.id))
    .where(eq(images.id, id));
  return [...new Set(row?.files)].sort();
};
const looseOf = (id: ImageId) =>
  db
    .select()
    .from(looseFiles)
    .where(eq(looseFiles.owner, fileOwner({ id })));
const asks = async (id: ImageId) =>
  (await db.select().from(outbox).where(eq(outbox.name, 'images/image.audience-asked'))).filter(
    ({ data }) => data.imageId === id,
  ).length;

describe('the move of files', () => {
  test('of what nobody asked for, of what is deleted and of nothing does nothing', async () => {
    const { image, keys } = await anImageInStorage();
    expect(await moveFiles(image.id)).toMatchObject({ ref: image.ref });
    expect(await filesOf(image.id)).toEqual(keys);
    expect(await moveFiles(987_654_321)).toBeNull();
    const gone = await anImage({
      audience: 'private',
      askedAudience: 'public',
      askedAt: new Date(),
      deletedAt: new Date(),
    });
    expect(await moveFiles(gone.id)).toBeNull();
  });

  test('four times at once switches once, whole, and leaves no file of the others', async () => {
    const before = await host.keys();
    const { image, owner } = await anImageInStorage();
    await changeAudience(owner, { ref: image.ref, audience: 'private' });
    await race(4, () => moveFiles(image.id));
    await moveFiles(image.id);
    expect((await host.keys()).filter((key) => !before.includes(key))).toEqual(await filesOf(image.id));
    expect(await looseOf(image.id)).toEqual([]);
  });

  test.each(['before', 'while', 'after'])('%s a deletion leaves nothing in storage', async (when) => {
    const before = await host.keys();
    const { image, owner } = await anImageInStorage();
    await changeAudience(owner, { ref: image.ref, audience: 'private' });
    const remove = async () => {
      await deleteImage(owner, image);
      await eraseImage(image.id);
    };
    if (when === 'before') await moveFiles(image.id);
    if (when === 'while') await race<unknown>(2, (i) => (i === 0 ? moveFiles(image.id) : remove()));
    else await remove();
    await moveFiles(image.id).catch(() => null);
    expect(await host.keys()).toEqual(before);
    expect(await looseOf(image.id)).toEqual([]);
    expect(await rowOf(image.id)).toBeUndefined();
  });

  test('finds the image deleted when that is committed in the very moment it switches', async () => {
    const before = await host.keys();
    const { image, owner, keys } = await anImageInStorage();
    await changeAudience(owner, { ref: image.ref, audience: 'private' });
    await meanwhile(
      (tx) => tx.update(images).set({ deletedAt: new Date() }).where(eq(images.id, image.id)),
      () => moveFiles(image.id),
    );
    expect(await filesOf(image.id)).toEqual(keys);
    expect((await host.keys()).filter((key) => !before.includes(key))).toEqual(keys);
  });

  test('leaves the files where they are when its owner changed their mind in the very moment it switches', async () => {
    const { image, owner, keys } = await anImageInStorage({ audience: 'private' });
    await changeAudience(owner, { ref: image.ref, audience: 'public' });
    await meanwhile(
      (tx) => tx.update(images).set({ askedAudience: 'private' }).where(eq(images.id, image.id)),
      () => moveFiles(image.id),
    );
    expect(await filesOf(image.id)).toEqual(keys);
    expect(await rowOf(image.id)).toMatchObject({ audience: 'private', askedAudience: 'private' });
  });

  test('leaves the picture that another run has given it in the very moment it switches', async () => {
    const { image, owner } = await anImageInStorage();
    await changeAudience(owner, { ref: image.ref, audience: 'private' });
    const other = await aPicture();
    await meanwhile(
      (tx) => tx.update(images).set({ pictureId: other.id }).where(eq(images.id, image.id)),
      () => moveFiles(image.id),
    );
    expect(await rowOf(image.id)).toMatchObject({ pictureId: other.id, askedAudience: 'private' });
  });

  test('is asked for again by the clock when it did not come to its end within an hour', async () => {
    const now = new Date();
    const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
    const asked = { audience: 'private', askedAudience: 'private' } as const;
    const [stuck, young] = [
      await anImage({ ...asked, askedAt: ago(61) }),
      await anImage({ ...asked, askedAt: ago(59) }),
    ];
    await reapUnfinished(now);
    await reapUnfinished(now);
    expect([await asks(stuck.id), await asks(young.id)]).toEqual([1, 0]);
  });
});
