import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { db } from '@/platform/db/client';
import { receiveUpload } from './commands/receive-upload';
import { shareImage } from './commands/share-image';
import { anImage } from './factory';
import { foundInput, shareInput } from './inputs';
import { listSavedFrom } from './queries/saved';
import { imagePath } from './rules';
import { images } from './tables';

const from = (name: string) => `https://boats.test/${name}.jpg?w=${Math.random()}`;

describe('what a member has saved from an address', () => {
  it('is told to that member, with the way there, and to nobody else', async () => {
    const [member, stranger] = [await aMember(), await aMember()];
    const [open, hidden, none] = [from('open'), from('private'), from('none')];
    const image = await anImage({ ownerId: member.id, fetchedFrom: open });
    const secret = await anImage({ ownerId: member.id, fetchedFrom: hidden, audience: 'private' });
    expect(await listSavedFrom(member, [none, hidden, open])).toEqual([
      { address: open, path: imagePath(image) },
      { address: hidden, path: `/share/${secret.ref}` },
    ]);
    expect(await listSavedFrom(stranger, [open, hidden])).toEqual([]);
    expect(await listSavedFrom(member, [])).toEqual([]);
  });

  it('is not what was deleted or could not be made', async () => {
    const member = await aMember();
    const [gone, broken] = [from('gone'), from('broken')];
    await anImage({ ownerId: member.id, fetchedFrom: gone, deletedAt: new Date() });
    await anImage({ ownerId: member.id, fetchedFrom: broken, state: 'failed', failure: 'pictures.broken' });
    expect(await listSavedFrom(member, [gone, broken])).toEqual([]);
  });

  it('is known from the moment it is shared', async () => {
    const member = await aMember();
    const address = from('shared');
    const upload = { fileKey: address, name: 'boats.jpg', bytes: 10, type: 'image/jpeg', fetchedFrom: address };
    const { ref } = await receiveUpload(member, upload);
    expect(await listSavedFrom(member, [address])).toEqual([]);
    const image = await shareImage(member, shareInput.parse({ upload: ref, title: 'Boats' }));
    expect(await listSavedFrom(member, [address])).toEqual([{ address, path: `/share/${image.ref}` }]);
    const [row] = await db.select({ fetchedFrom: images.fetchedFrom }).from(images).where(eq(images.ref, image.ref));
    expect(row).toEqual({ fetchedFrom: address });
  });

  it.each([
    ['more than thirty', Array.from({ length: 31 }, () => 'https://boats.test/')],
    ['one that is too long', ['x'.repeat(2_049)]],
    ['a zero byte', ['https://boats.test/\u0000']],
    ['no words', [1]],
    ['no list', 'https://boats.test/'],
  ])('cannot be asked for with %s', (_, addresses) => {
    expect(foundInput.safeParse({ addresses }).success).toBe(false);
  });
});
