import { and, count, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { changeStanding, owner } from '@/domains/accounts/commands/change-standing';
import { deleteAccount } from '@/domains/accounts/commands/delete-account';
import { aMember } from '@/domains/accounts/factory';
import { activities } from '@/domains/activity/tables';
import { changeAudience } from '@/domains/images/commands/change-audience';
import { deleteImage } from '@/domains/images/commands/delete-image';
import { anImage } from '@/domains/images/factory';
import { type ImageId, images } from '@/domains/images/tables';
import { drawBoundary } from '@/domains/social/commands/draw-boundary';
import { aBoundary } from '@/domains/social/factory';
import { boundaries } from '@/domains/social/tables';
import { aReference } from '@/kernel/ids';
import { db } from '@/platform/db/client';
import { outbox } from '@/platform/outbox/tables';
import { meanwhile } from '@/testing/meanwhile';
import { losers, race, winners } from '@/testing/race';
import { setLike } from './commands/like-image';
import { findOwnOnImage } from './queries/likes';
import { likes } from './tables';

type Member = Awaited<ReturnType<typeof aMember>>;
type Image = { id: ImageId; ref: string };

const noon = new Date('2026-11-21T12:00:00Z');

const like = (member: Member, image: { ref: string }, now = noon) =>
  setLike(member, { image: image.ref, verb: 'like' }, now);
const unlike = (member: Member, image: { ref: string }) => setLike(member, { image: image.ref, verb: 'unlike' }, noon);

/** What the image says, and what there is. */
async function counted({ id }: Image) {
  const [row] = await db.select({ said: images.likesCount }).from(images).where(eq(images.id, id));
  const [rows] = await db.select({ there: count() }).from(likes).where(eq(likes.imageId, id));
  return [row?.said, rows?.there];
}
const activitiesOn = ({ id }: Image) =>
  db
    .select()
    .from(activities)
    .where(and(eq(activities.targetKind, 'image'), eq(activities.targetId, id), eq(activities.verb, 'liked')));
const announced = ({ id }: Image) =>
  db
    .select()
    .from(outbox)
    .where(and(eq(outbox.name, 'engagement/image.liked'), sql`${outbox.data} ->> 'imageId' = ${String(id)}`));
const refusal = (code: string) => expect.objectContaining({ code });

/** On a busy machine not all of 200 get one of 20 connections in time; whoever was turned away at that door comes again. */
async function untilConnected(act: () => Promise<void>): Promise<void> {
  return act().catch((thrown: unknown) => {
    if (!/timeout exceeded when trying to connect/.test(String(thrown))) throw thrown;
    return untilConnected(act);
  });
}

describe('a like', () => {
  it('is one, however often and however much at once it is given, and none once it is taken back', async () => {
    const [member, image] = [await aMember(), await anImage()];
    expect(winners(await race(20, () => like(member, image)))).toHaveLength(20);
    expect(await counted(image)).toEqual([1, 1]);
    expect(await activitiesOn(image)).toHaveLength(1);
    expect(await announced(image)).toHaveLength(1);
    expect(await findOwnOnImage(member, image)).toEqual({ ref: image.ref, isLiked: true, mayTidy: false });
    expect(winners(await race(20, () => unlike(member, image)))).toHaveLength(20);
    expect(await counted(image)).toEqual([0, 0]);
    expect(await activitiesOn(image)).toEqual([]);
    expect(await findOwnOnImage(member, image)).toMatchObject({ isLiked: false });
  });

  it('of two hundred members at once is two hundred', async () => {
    const image = await anImage();
    const people = await Promise.all(Array.from({ length: 200 }, () => aMember()));
    const outcomes = await race(200, (i) => untilConnected(() => like(people[i] as Member, image)));
    expect(winners(outcomes)).toHaveLength(200);
    expect(await counted(image)).toEqual([200, 200]);
    expect(await activitiesOn(image)).toHaveLength(200);
  }, 60_000);

  it('of many who give it and take it back at once is counted as each of them wished last', async () => {
    const image = await anImage();
    const people = await Promise.all(Array.from({ length: 60 }, () => aMember()));
    await race(60, async (i) => {
      const member = people[i] as Member;
      await like(member, image);
      if (i % 3 === 0) await unlike(member, image);
      if (i % 6 === 0) await like(member, image);
    });
    // 60, less the 20 who took it back, and 10 of those gave it again.
    expect(await counted(image)).toEqual([50, 50]);
  }, 60_000);

  it('is counted right when one member switches it wildly', async () => {
    const [member, image] = [await aMember(), await anImage()];
    await race(40, (i) => (i % 2 ? unlike(member, image) : like(member, image)));
    const [said, there] = await counted(image);
    expect(said).toBe(there);
  });

  it('is allowed to a muted member, who publishes nothing by it', async () => {
    const [member, image] = [await aMember({ mutedAt: noon }), await anImage()];
    await like(member, image);
    expect(await counted(image)).toEqual([1, 1]);
  });

  it.each([
    ['private', { audience: 'private' as const }],
    ['hidden by staff', { hiddenAt: noon }],
    ['deleted', { deletedAt: noon }],
    ['not made yet', { state: 'processing' as const }],
  ])('is refused for an image that is %s', async (_, given) => {
    const [member, image] = [await aMember(), await anImage(given)];
    await expect(like(member, image)).rejects.toEqual(refusal('images.missing'));
    expect(await counted(image)).toEqual([0, 0]);
  });

  it('is refused for nothing, and for an image of somebody suspended', async () => {
    const member = await aMember();
    await expect(like(member, { ref: aReference() })).rejects.toEqual(refusal('images.missing'));
    const image = await anImage({ ownerId: (await aMember({ suspendedAt: noon })).id });
    await expect(like(member, image)).rejects.toEqual(refusal('images.missing'));
  });

  it('of an image that becomes private, or is deleted, in the same moment is refused', async () => {
    for (const end of ['private', 'deleted'] as const) {
      const [member, image] = [await aMember(), await anImage()];
      const change = end === 'private' ? { audience: 'private' as const } : { deletedAt: noon };
      const outcome = await meanwhile(
        (tx) => tx.update(images).set(change).where(eq(images.id, image.id)),
        () => like(member, image),
      );
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'images.missing' } });
      expect(await counted(image)).toEqual([0, 0]);
    }
  });

  it('and the end of its image never wait for each other', async () => {
    const owning = await aMember();
    const [first, second] = [await anImage({ ownerId: owning.id }), await anImage({ ownerId: owning.id })];
    const people = await Promise.all(Array.from({ length: 10 }, () => aMember()));
    await Promise.all(people.map((member) => like(member, first)));
    const outcomes = await race(20, (i): Promise<unknown> => {
      if (i === 7) return deleteImage(owning, first);
      if (i === 9) return changeAudience(owning, { ref: second.ref, audience: 'private' });
      return i % 2 ? like(people[(i - 1) / 2] as Member, second) : unlike(people[i / 2] as Member, first);
    });
    for (const reason of losers(outcomes)) expect(reason).toEqual(refusal('images.missing'));
    for (const image of [first, second]) {
      const [said, there] = await counted(image);
      expect(said).toBe(there);
    }
  });

  it('may be taken back of whatever became of the image', async () => {
    const [member, image] = [await aMember(), await anImage()];
    await like(member, image);
    await db.update(images).set({ audience: 'private' }).where(eq(images.id, image.id));
    await unlike(member, image);
    expect(await counted(image)).toEqual([0, 0]);
    await unlike(member, { ref: aReference() });
  });

  it('is refused while either has blocked the other, and may be taken back all the same', async () => {
    const [owning, member] = [await aMember(), await aMember()];
    const image = await anImage({ ownerId: owning.id });
    await like(member, image);
    await aBoundary(owning, member);
    await expect(like(member, image)).rejects.toEqual(refusal('social.blocked'));
    await unlike(member, image);
    expect(await counted(image)).toEqual([0, 0]);
    await expect(like(member, image)).rejects.toEqual(refusal('social.blocked'));
  });

  it('and a block that meet: no like comes after the block', async () => {
    for (let round = 0; round < 10; round++) {
      const [owning, member] = [await aMember(), await aMember()];
      const image = await anImage({ ownerId: owning.id });
      const [liked] = await race(
        2,
        (i): Promise<unknown> =>
          i === 0 ? like(member, image) : drawBoundary(owning, { handle: member.handle, verb: 'block' }),
      );
      expect(await counted(image)).toEqual(liked?.status === 'fulfilled' ? [1, 1] : [0, 0]);
    }
    const [owning, member] = [await aMember(), await aMember()];
    const image = await anImage({ ownerId: owning.id });
    const outcome = await meanwhile(
      async (tx) => {
        await tx.execute(sql`select 1 from members where id = ${member.id} for no key update`);
        await tx.insert(boundaries).values({ memberId: owning.id, otherId: member.id, kind: 'block', createdAt: noon });
      },
      () => like(member, image),
    );
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'social.blocked' } });
  });

  it('is refused to whoever was suspended or left a moment ago', async () => {
    const [suspended, left, image] = [await aMember(), await aMember(), await anImage()];
    await changeStanding(owner, suspended.handle, 'suspend');
    await expect(like(suspended, image)).rejects.toEqual(refusal('accounts.suspended'));
    await deleteAccount(left, left, noon);
    await expect(like(left, image)).rejects.toEqual(refusal('accounts.sign-in-first'));
    expect(await counted(image)).toEqual([0, 0]);
  });
});
