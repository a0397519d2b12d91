import { and, asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { deleteAccount, keepAccount } from '@/domains/accounts/commands/delete-account';
import { eraseMembers } from '@/domains/accounts/commands/erase-members';
import { aMember } from '@/domains/accounts/factory';
import { members } from '@/domains/accounts/tables';
import { anImage } from '@/domains/images/factory';
import { type ImageId, images } from '@/domains/images/tables';
import { db } from '@/platform/db/client';
import { stepInPlace } from '@/platform/jobs/step';
import { forgottenTags } from '@/testing/next-cache';
import { race } from '@/testing/race';
import { setLike } from './commands/like-image';
import { postComment } from './commands/post-comment';
import { eraseLikesAndComments } from './jobs';
import { comments, likes } from './tables';

type Image = { id: ImageId; ref: string };

const left = new Date('2026-11-21T12:00:00Z');
const day8 = new Date(left.getTime() + 8 * 86_400_000);
const like = (member: Parameters<typeof setLike>[0], image: Image) =>
  setLike(member, { image: image.ref, verb: 'like' }, left);

const underneath = ({ id }: Image) =>
  db.select().from(comments).where(eq(comments.imageId, id)).orderBy(asc(comments.id));
const saidLikes = async ({ id }: Image) =>
  (await db.select({ count: images.likesCount }).from(images).where(eq(images.id, id)))[0]?.count;
const isThere = async (member: { id: never }) =>
  (await db.select().from(members).where(eq(members.id, member.id))).length > 0;

/** Somebody who liked two images, said something under each and was answered under one, and left; and somebody who stays. */
async function aWorld() {
  const [leaving, staying] = [await aMember(), await aMember()];
  const [answered, alone] = [await anImage(), await anImage()];
  for (const image of [answered, alone]) {
    await like(leaving, image);
    await postComment(leaving, { image: image.ref, text: 'What light!' }, left);
  }
  await like(staying, alone);
  const [first] = await underneath(answered);
  await postComment(staying, { image: answered.ref, text: 'Yes!', answered: first?.id }, left);
  await deleteAccount(leaving, leaving, left);
  return { leaving, staying, answered, alone };
}

describe('a member whose days are over', () => {
  it('takes likes and words along; counts are right, and a tombstone stays where somebody answered', async () => {
    const { leaving, answered, alone } = await aWorld();
    expect(await eraseMembers(day8)).toMatchObject({ waiting: 1 });
    expect(await isThere(leaving as never)).toBe(true);
    forgottenTags.length = 0;
    await race(3, () => eraseLikesAndComments({ memberId: leaving.id }, stepInPlace, day8));
    expect([await saidLikes(answered), await saidLikes(alone)]).toEqual([0, 1]);
    expect(await db.select().from(likes).where(eq(likes.memberId, leaving.id))).toEqual([]);
    expect(await underneath(answered)).toMatchObject([{ text: '', authorId: null }, { text: 'Yes!' }]);
    expect(await underneath(alone)).toEqual([]);
    const told = new Set(forgottenTags);
    expect(told).toEqual(new Set([answered, alone].flatMap(({ ref }) => [`likes:${ref}`, `comments:${ref}`])));
    expect(await eraseMembers(day8)).toMatchObject({ erased: 1 });
    expect(await isThere(leaving as never)).toBe(false);
  });

  it('takes any number along, some in each transaction', async () => {
    const leaving = await aMember();
    const many = await Promise.all(Array.from({ length: 130 }, () => anImage()));
    for (const image of many) {
      await like(leaving, image);
      await db.insert(comments).values({ imageId: image.id, authorId: leaving.id, text: 'Yes!', createdAt: left });
    }
    await deleteAccount(leaving, leaving, left);
    await eraseLikesAndComments({ memberId: leaving.id }, stepInPlace, day8);
    for (const table of [likes, comments]) {
      const isTheirs = table === likes ? eq(likes.memberId, leaving.id) : eq(comments.authorId, leaving.id);
      expect(await db.$count(table, and(isTheirs))).toBe(0);
    }
    expect(await eraseMembers(day8)).toMatchObject({ erased: 1 });
  }, 60_000);

  it('who came back keeps all of it', async () => {
    const { leaving, answered, alone } = await aWorld();
    await keepAccount(leaving.id, left);
    await eraseLikesAndComments({ memberId: leaving.id }, stepInPlace, day8);
    expect([await saidLikes(answered), await saidLikes(alone)]).toEqual([1, 2]);
    expect((await underneath(answered))[0]).toMatchObject({ text: 'What light!', authorId: leaving.id });
  });
});
