import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { joinFromElsewhere } from '@/domains/accounts/commands/identities';
import { aMember, aPerson, aWord, codeFor, confirm, wish } from '@/domains/accounts/factory';
import type { MemberId } from '@/domains/accounts/tables';
import { recordActivity, recordJoining } from '@/domains/activity/commands';
import { activities } from '@/domains/activity/tables';
import { eraseImage } from '@/domains/images/commands/erase-image';
import { processImage } from '@/domains/images/commands/process-image';
import { anImage, anUpload, aPicture } from '@/domains/images/factory';
import { images } from '@/domains/images/tables';
import { db } from '@/platform/db/client';
import { outbox } from '@/platform/outbox/tables';
import { specimen } from '@/platform/pictures/specimens';
import { put } from '@/platform/storage/files';
import { startFileHost } from '@/testing/file-host';
import { race } from '@/testing/race';

const host = await startFileHost();
afterAll(host.stop);

const deedsOf = (actorId: MemberId) => db.select().from(activities).where(eq(activities.actorId, actorId));
const registrations = async (memberId: MemberId) =>
  (await db.select().from(outbox).where(eq(outbox.name, 'accounts/member.registered'))).filter(
    ({ data }) => data.memberId === memberId,
  );

describe('what the feed tells of is written where it becomes true', () => {
  it('that somebody registered is announced once, by a code or from elsewhere', async () => {
    const token = await wish(aPerson());
    const { memberId } = await confirm(token, await codeFor(token));
    expect(await registrations(memberId)).toHaveLength(1);
    const { email, handle } = aPerson();
    const newcomer = { provider: 'github', accountId: aWord(), email, name: 'Newcomer' } as const;
    const other = await joinFromElsewhere(newcomer, { handle, locale: 'en' });
    expect(await registrations(other)).toHaveLength(1);
  });

  it('joining is written once and dated when it was, however often and late it is heard of', async () => {
    const createdAt = new Date('2026-01-01T12:00:00.123Z');
    const { id } = await aMember({ createdAt });
    await recordJoining(id);
    const [first] = await deedsOf(id);
    await race(5, () => recordJoining(id));
    expect(await deedsOf(id)).toEqual([first]);
    expect(first).toMatchObject({ verb: 'joined', targetKind: 'member', targetId: id, createdAt });
  });

  it('joining of somebody who is gone is passed over', async () => {
    await recordJoining(2 ** 40);
    expect(await deedsOf((2 ** 40) as MemberId)).toEqual([]);
  });

  it('sharing is written when the image is published, once, and not for what cannot be made', async () => {
    const { id: ownerId } = await aMember();
    const shareFile = async (bytes: Buffer) => {
      const fileKey = await put({ bytes, name: 'harbour.jpg', type: 'image/jpeg', isPrivate: true });
      const upload = await anUpload({ memberId: ownerId, fileKey, usedAt: new Date() });
      return anImage({ ownerId, state: 'processing', uploadRef: upload.ref });
    };
    const image = await shareFile(await specimen(320, 240).jpeg().toBuffer());
    expect(await deedsOf(ownerId)).toEqual([]);
    await processImage(image.id);
    await processImage(image.id);
    await processImage((await shareFile(Buffer.from('no picture'))).id);
    const deeds = await deedsOf(ownerId);
    expect(deeds.map(({ verb, targetKind, targetId }) => [verb, targetKind, targetId])).toEqual([
      ['shared', 'image', image.id],
    ]);
  });

  it('all of it goes with the image that is erased, and nothing else', async () => {
    const [owner, other] = [await aMember(), await aMember()];
    const pictureId = (await aPicture()).id;
    const [gone, kept] = [
      await anImage({ ownerId: owner.id, pictureId }),
      await anImage({ ownerId: owner.id, pictureId }),
    ];
    for (const image of [gone, kept])
      for (const verb of ['liked', 'commented'] as const)
        await db.transaction((tx) =>
          recordActivity(tx, { actorId: other.id, verb, targetKind: 'image', targetId: image.id }, new Date()),
        );
    await eraseImage(gone.id);
    expect(await deedsOf(other.id)).toHaveLength(4);
    await db.update(images).set({ deletedAt: new Date() }).where(eq(images.id, gone.id));
    await eraseImage(gone.id);
    expect((await deedsOf(other.id)).map(({ targetId }) => targetId)).toEqual([kept.id, kept.id]);
  });
});
