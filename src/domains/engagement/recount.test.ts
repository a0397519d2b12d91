import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import type { MemberId } from '@/domains/accounts/tables';
import { anImage } from '@/domains/images/factory';
import { images } from '@/domains/images/tables';
import { db } from '@/platform/db/client';
import { race } from '@/testing/race';
import { setLike } from './commands/like-image';
import { recountLikes, type WrongLikes } from './commands/recount-likes';
import { likes } from './tables';

const like = (member: { id: MemberId } | undefined, image: { ref: string }) =>
  setLike(member as { id: MemberId }, { image: image.ref, verb: 'like' });

async function recounted() {
  const wrong: WrongLikes[] = [];
  const looked = await recountLikes((each) => wrong.push(each));
  return { looked, wrong };
}
const said = async ({ id }: { id: number }) =>
  (
    await db
      .select({ count: images.likesCount })
      .from(images)
      .where(eq(images.id, id as never))
  )[0]?.count;

describe('counting likes again', () => {
  it('finds each count that is wrong, says what it was, and puts it right; a second time there is nothing to find', async () => {
    const [over, under, right, unseen] = [await anImage(), await anImage(), await anImage(), await anImage()];
    const people = [await aMember(), await aMember()];
    for (const member of people) for (const image of [over, under, right]) await like(member, image);
    await db.update(images).set({ likesCount: 7 }).where(eq(images.id, over.id));
    await db.update(images).set({ likesCount: 0 }).where(eq(images.id, under.id));
    await db.update(images).set({ likesCount: 1, deletedAt: new Date() }).where(eq(images.id, unseen.id));
    const { looked, wrong } = await recounted();
    expect(looked).toBeGreaterThanOrEqual(4);
    expect(wrong).toEqual([
      { ref: over.ref, was: 7, is: 2 },
      { ref: under.ref, was: 0, is: 2 },
      { ref: unseen.ref, was: 1, is: 0 },
    ]);
    expect([await said(over), await said(under), await said(right), await said(unseen)]).toEqual([2, 2, 2, 0]);
    expect((await recounted()).wrong).toEqual([]);
  });

  it('is right while people like', async () => {
    const image = await anImage();
    await db.update(images).set({ likesCount: 40 }).where(eq(images.id, image.id));
    const people = await Promise.all(Array.from({ length: 30 }, () => aMember()));
    await race(33, (i): Promise<unknown> => (i % 11 === 5 ? recounted() : like(people[i % 30], image)));
    expect((await recounted()).wrong).toEqual([]);
    expect(await said(image)).toBe(await db.$count(likes, eq(likes.imageId, image.id)));
  });
});
