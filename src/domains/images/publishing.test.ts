import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { members } from '@/domains/accounts/tables';
import { db } from '@/platform/db/client';
import { meanwhile } from '@/testing/meanwhile';
import { carriedTags } from '@/testing/next-cache';
import { editImage } from './commands/edit-image';
import { shareImage } from './commands/share-image';
import { anImage, anUpload } from './factory';
import { editInput, shareInput } from './inputs';
import { findPublicImage, listImagesOf, listNewestImages } from './queries';
import { images } from './tables';

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code });
const now = new Date();
const reasons = {
  muted: { set: { mutedAt: now }, code: 'accounts.muted' },
  suspended: { set: { suspendedAt: now }, code: 'accounts.suspended' },
  'leaving the house': { set: { deletedAt: now }, code: 'accounts.sign-in-first' },
};

describe.each(Object.entries(reasons))('a member who is %s', (_, { set, code }) => {
  test('publishes nothing, whatever the door still believed', async () => {
    // As the door knew them: before it happened.
    const member = await aMember();
    const [upload, image] = [await anUpload({ memberId: member.id }), await anImage({ ownerId: member.id })];
    await db.update(members).set(set).where(eq(members.id, member.id));
    const share = shareImage(member, shareInput.parse({ upload: upload.ref, title: 'Too late' }));
    await expect(share).rejects.toEqual(refused(code));
    const edit = editImage(member, editInput.parse({ ref: image.ref, title: 'Too late' }));
    await expect(edit).rejects.toEqual(refused(code));
    expect(await db.select().from(images).where(eq(images.title, 'Too late'))).toEqual([]);
  });

  test('publishes nothing in the very moment it happens, either', async () => {
    const member = await aMember();
    const upload = await anUpload({ memberId: member.id });
    const shared = await meanwhile(
      (tx) => tx.update(members).set(set).where(eq(members.id, member.id)),
      () => shareImage(member, shareInput.parse({ upload: upload.ref, title: 'Just in time?' })),
    );
    expect(shared).toEqual({ status: 'rejected', reason: refused(code) });
    expect(await db.select().from(images).where(eq(images.ownerId, member.id))).toEqual([]);
  });
});

describe('what is kept of a page', () => {
  const carriedBy = async (read: () => Promise<unknown>) => {
    carriedTags.length = 0;
    await read();
    return [...carriedTags];
  };

  test('is tied to everybody it shows, and a list of several people to those who come back', async () => {
    const [ana, bo] = [await aMember(), await aMember()];
    const image = await anImage({ ownerId: ana.id });
    await anImage({ ownerId: bo.id });
    const people = [`person:${ana.handle}`, `person:${bo.handle}`];
    expect(await carriedBy(listNewestImages)).toEqual(expect.arrayContaining([...people, 'people']));
    expect(await carriedBy(() => findPublicImage(image.ref))).toEqual([`image:${image.ref}`, people[0]]);
    expect(await carriedBy(() => listImagesOf(ana.handle))).toContain(people[0]);
  });

  test('is tied to those who come back where an image is missing', async () => {
    const owner = await aMember({ suspendedAt: now });
    const image = await anImage({ ownerId: owner.id });
    expect(await carriedBy(() => findPublicImage(image.ref))).toEqual([`image:${image.ref}`, 'people']);
  });
});
