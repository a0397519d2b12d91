import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { db } from '@/platform/db/client';
import { stepInPlace } from '@/platform/jobs/step';
import { outbox } from '@/platform/outbox/tables';
import { specimen } from '@/platform/pictures/specimens';
import { put } from '@/platform/storage/files';
import { startFileHost } from '@/testing/file-host';
import { race, winners } from '@/testing/race';
import { deleteImage } from './commands/delete-image';
import { keepBoth } from './commands/keep-both';
import { processImage } from './commands/process-image';
import { reapUnfinished } from './commands/reap-unfinished';
import { anImage, anUpload } from './factory';
import { makeSharedImage } from './jobs';
import { findOwnShare, findSharedBefore, isOfOriginal } from './queries/own-images';
import { type ImageId, images, uploads } from './tables';

const host = await startFileHost();
afterAll(host.stop);

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
const duplicate = { state: 'failed', failure: 'images.duplicate', pictureId: null };
let photograph: Buffer;
beforeAll(async () => {
  photograph = await specimen(64, 48).jpeg().toBuffer();
});

type Member = Awaited<ReturnType<typeof aMember>>;

/** Shares these bytes; they wait to be made. */
async function share(owner: Member, title: string, bytes = photograph) {
  const fileKey = await put({ bytes, name: 'harbour.jpg', type: 'image/jpeg', isPrivate: true });
  const upload = await anUpload({ memberId: owner.id, fileKey, usedAt: new Date() });
  const image = await anImage({ ownerId: owner.id, title, state: 'processing', uploadRef: upload.ref });
  return { ...image, fileKey };
}
const make = ({ id }: { id: ImageId }) => makeSharedImage({ imageId: id }, stepInPlace);
const rowOf = async ({ id }: { id: ImageId }) => (await db.select().from(images).where(eq(images.id, id)))[0];
/** An image that waits for its owner's word, with its original, as if it had been found to be the same as another. */
async function aWaiting(owner: Member) {
  const fileKey = await put({ bytes: photograph, name: 'harbour.jpg', type: 'image/jpeg', isPrivate: true });
  const upload = await anUpload({ memberId: owner.id, fileKey, usedAt: new Date() });
  const failed = { state: 'failed', failure: 'images.duplicate' } as const;
  return { ...(await anImage({ ownerId: owner.id, uploadRef: upload.ref, ...failed })), fileKey };
}
async function sharedTwice(owner: Member) {
  const [first, second] = [await share(owner, 'First'), await share(owner, 'Second')];
  await make(first);
  const before = await host.keys();
  await make(second);
  return { first, second, before };
}

describe('the same picture shared twice by one member', () => {
  test('is made once; the second waits, with its original, and its owner is shown the first', async () => {
    const owner = await aMember();
    const { first, second, before } = await sharedTwice(owner);
    expect(await rowOf(first)).toMatchObject({ state: 'ready' });
    expect(await rowOf(second)).toMatchObject(duplicate);
    expect(await host.keys()).toEqual(before);
    expect(before).toContain(second.fileKey);
    expect(await findOwnShare(owner, second.ref)).toMatchObject({ failure: 'images.duplicate', mayKeepBoth: true });
    expect(await findSharedBefore(owner, second.ref)).toMatchObject({ ref: first.ref, title: 'First' });
    expect(await findSharedBefore(await aMember(), second.ref)).toBeNull();
  });

  test('at once, in eight runs, is made once: the database decides', async () => {
    const owner = await aMember();
    const all = await Promise.all(Array.from({ length: 8 }, (_, i) => share(owner, `Try ${i}`)));
    await race(all.length, (i) => processImage(all[i]?.id ?? 0));
    const rows = await Promise.all(all.map(rowOf));
    expect(rows.filter((row) => row?.state === 'ready')).toHaveLength(1);
    expect(rows.filter((row) => row?.failure === 'images.duplicate')).toHaveLength(7);
  });

  test('is two pictures when two members share it, and when the first is deleted', async () => {
    const [ana, bo] = [await aMember(), await aMember()];
    const [anas, bos] = [await share(ana, 'Hers'), await share(bo, 'His')];
    await make(anas);
    await make(bos);
    expect([await rowOf(anas), await rowOf(bos)]).toMatchObject([{ state: 'ready' }, { state: 'ready' }]);
    await deleteImage(ana, anas);
    const again = await share(ana, 'Once more');
    await make(again);
    expect(await rowOf(again)).toMatchObject({ state: 'ready', isCopy: false });
  });

  test('is looked up by an index', async () => {
    const plan = await db.transaction(async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      const wanted = tx
        .select({ id: images.id })
        .from(images)
        .where(isOfOriginal(7 as never, 'ab'))
        .limit(1);
      return JSON.stringify((await tx.execute(sql`explain ${wanted}`)).rows);
    });
    expect(plan).toContain('images_once_of_owner');
  });
});

describe('keeping both', () => {
  test('makes the second too, as one that is never asked about again', async () => {
    const owner = await aMember();
    const { first, second } = await sharedTwice(owner);
    expect(await keepBoth(owner, second)).toEqual({ ref: second.ref });
    await make(second);
    await make(second);
    expect(await rowOf(first)).toMatchObject({ state: 'ready', isCopy: false });
    expect(await rowOf(second)).toMatchObject({ state: 'ready', isCopy: true, uploadRef: null });
    expect(await host.keys()).not.toContain(second.fileKey);
    const third = await share(owner, 'Third');
    await make(third);
    expect(await rowOf(third)).toMatchObject(duplicate);
    await deleteImage(owner, first);
    expect(await findSharedBefore(owner, third.ref)).toMatchObject({ ref: second.ref });
  });

  test('said many times at once is said once', async () => {
    const owner = await aMember();
    const second = await aWaiting(owner);
    const outcomes = await race(10, () => keepBoth(owner, second));
    expect(winners(outcomes)).toHaveLength(10);
    const facts = await db.select().from(outbox).where(eq(outbox.name, 'images/image.shared'));
    expect(facts.filter(({ data }) => data.imageId === second.id)).toHaveLength(1);
  });

  test('is refused to strangers and to the muted, and does nothing to an image that waits for no such word', async () => {
    const owner = await aMember();
    const [first, second] = [await anImage({ ownerId: owner.id }), await aWaiting(owner)];
    await expect(keepBoth(await aMember({ role: 'admin' }), second)).rejects.toEqual(refused('images.missing'));
    const before = await rowOf(first);
    await keepBoth(owner, first);
    expect(await rowOf(first)).toEqual(before);
    const muted = await aMember({ mutedAt: new Date() });
    await expect(keepBoth(muted, second)).rejects.toEqual(refused('accounts.muted'));
    expect(await rowOf(second)).toMatchObject(duplicate);
  });

  test('is too late once the original is gone, a day after: the image stays as it was', async () => {
    const owner = await aMember();
    const second = await aWaiting(owner);
    const day = 24 * 3_600_000;
    await db.update(uploads).set({ createdAt: new Date(Date.now() - 2 * day) });
    const late = new Date(Date.now() + day + 1_000);
    await expect(keepBoth(owner, second, late)).rejects.toEqual(refused('images.upload-gone'));
    await reapUnfinished(late);
    expect(await host.keys()).not.toContain(second.fileKey);
    expect(await findOwnShare(owner, second.ref)).toMatchObject({ failure: 'images.duplicate', mayKeepBoth: false });
    await expect(keepBoth(owner, second)).rejects.toEqual(refused('images.upload-gone'));
    expect(await rowOf(second)).toMatchObject(duplicate);
  });

  test('and the reaper at once: either the original is there and it is made, or it is refused', async () => {
    for (let round = 0; round < 8; round++) {
      const owner = await aMember();
      const second = await aWaiting(owner);
      const usedAt = (await db.select().from(uploads).where(eq(uploads.fileKey, second.fileKey)))[0]?.usedAt as Date;
      await db
        .update(uploads)
        .set({ createdAt: new Date(0) })
        .where(eq(uploads.fileKey, second.fileKey));
      // One clock says that the day is just over, the other that it is just not.
      const over = usedAt.getTime() + 24 * 3_600_000;
      const [kept] = await race<unknown>(2, (i) =>
        i === 0 ? keepBoth(owner, second, new Date(over - 1)) : reapUnfinished(new Date(over + 1)),
      );
      const isThere = (await host.keys()).includes(second.fileKey);
      expect(isThere).toBe(kept?.status === 'fulfilled');
      expect((await rowOf(second))?.state).toBe(isThere ? 'processing' : 'failed');
    }
  });
});
