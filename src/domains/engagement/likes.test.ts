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
import { race, winners } from '@/testing/race';
import { setLike } from './commands/like-image';
import { findLikes, isLikedBy, listLikedBy, listLikers } from './queries/likes';
import { likes } from './tables';

type Member = Awaited<ReturnType<typeof aMember>>;
type Image = { id: ImageId; ref: string };

const noon = new Date('2026-11-21T12:00:00Z');
const seconds = (n: number) => new Date(noon.getTime() + n * 1000);
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

describe('a like', () => {
  it('is one, however often and however much at once it is given, and none once it is taken back', async () => {
    const [member, image] = [await aMember(), await anImage()];
    expect(winners(await race(20, () => like(member, image)))).toHaveLength(20);
    expect(await counted(image)).toEqual([1, 1]);
    expect(await activitiesOn(image)).toHaveLength(1);
    expect(await announced(image)).toHaveLength(1);
    expect(await isLikedBy(member, image.id)).toBe(true);
    expect(winners(await race(20, () => unlike(member, image)))).toHaveLength(20);
    expect(await counted(image)).toEqual([0, 0]);
    expect(await activitiesOn(image)).toEqual([]);
    expect(await isLikedBy(member, image.id)).toBe(false);
  });

  it('of two hundred members at once is two hundred', async () => {
    const image = await anImage();
    const people = await Promise.all(Array.from({ length: 200 }, () => aMember()));
    const outcomes = await race(200, (i) => like(people[i] as Member, image));
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
    const outcomes = await race(20, (i) => {
      if (i === 7) return deleteImage(owning, first);
      if (i === 9) return changeAudience(owning, { ref: second.ref, audience: 'private' });
      return i % 2 ? like(people[(i - 1) / 2] as Member, second) : unlike(people[i / 2] as Member, first);
    });
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toEqual(refusal('images.missing'));
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

describe('who likes an image', () => {
  it('is told with the newest first and the number of all', async () => {
    const image = await anImage();
    const people = await Promise.all(Array.from({ length: 5 }, () => aMember()));
    for (const [i, member] of people.entries()) await like(member, image, seconds(i));
    const { count, first } = await findLikes(image.ref, null);
    expect(count).toBe(5);
    expect(first.map(({ handle }) => handle)).toEqual(
      people
        .slice(2)
        .reverse()
        .map(({ handle }) => handle),
    );
    expect(await findLikes(aReference(), null)).toEqual({ count: 0, first: [] });
    expect(await findLikes('nothing', null)).toEqual({ count: 0, first: [] });
  });

  it('leaves out who is hidden from the viewer, suspended or leaving, and all of an image nobody can see', async () => {
    const image = await anImage();
    const [viewer, muted, suspended, kept] = [await aMember(), await aMember(), await aMember(), await aMember()];
    for (const member of [muted, suspended, kept]) await like(member, image);
    await aBoundary(viewer, muted, 'mute');
    await changeStanding(owner, suspended.handle, 'suspend');
    const handles = (page: { handle: string }[]) => page.map(({ handle }) => handle).sort();
    expect(handles((await findLikes(image.ref, viewer)).first)).toEqual([kept.handle]);
    expect(handles((await findLikes(image.ref, null)).first)).toEqual([kept.handle, muted.handle].sort());
    expect(handles((await listLikers(image.ref, viewer)).items)).toEqual([kept.handle]);
    await db.update(images).set({ hiddenAt: noon }).where(eq(images.id, image.id));
    expect(await findLikes(image.ref, viewer)).toEqual({ count: 0, first: [] });
    expect((await listLikers(image.ref, null)).items).toEqual([]);
  });

  it('is paged without repeating or skipping while others like and unlike', async () => {
    const image = await anImage();
    const people = await Promise.all(Array.from({ length: 60 }, () => aMember()));
    for (const [i, member] of people.entries()) await like(member, image, seconds(Math.floor(i / 7)));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listLikers(image.ref, null, cursor);
      seen.push(...page.items.map(({ handle }) => handle));
      cursor = page.next ?? undefined;
      await like(await aMember(), image, seconds(100));
    } while (cursor);
    expect(new Set(seen)).toEqual(new Set(people.map(({ handle }) => handle)));
    expect(seen).toHaveLength(60);
  });

  it.each(['broken', 'W10', 'x'.repeat(1_000), Buffer.from('[1e300,1]').toString('base64url')])(
    'refuses the cursor %s',
    async (cursor) => {
      const image = await anImage();
      await expect(listLikers(image.ref, null, cursor)).rejects.toEqual(refusal('site.cursor'));
      await expect(listLikedBy('somebody', null, cursor)).rejects.toEqual(refusal('site.cursor'));
    },
  );
});

describe('what a member likes', () => {
  it('has the images that hang for everybody, liked last first, without those of people hidden from the viewer', async () => {
    const [member, viewer, muted] = [await aMember(), await aMember(), await aMember()];
    const listed = [await anImage(), await anImage()];
    const others = [await anImage({ audience: 'unlisted' }), await anImage({ ownerId: muted.id })];
    for (const [i, image] of [...listed, ...others].entries()) await like(member, image, seconds(i));
    await aBoundary(viewer, muted, 'mute');
    const refs = async (who: Member | null) => (await listLikedBy(member.handle, who)).items.map(({ ref }) => ref);
    const [first, second] = listed;
    expect(await refs(viewer)).toEqual([second?.ref, first?.ref]);
    expect(await refs(null)).toEqual([others[1]?.ref, second?.ref, first?.ref]);
    await changeStanding(owner, member.handle, 'suspend');
    expect(await refs(null)).toEqual([]);
    expect((await listLikedBy('nobody_at_all', null)).items).toEqual([]);
    expect((await listLikedBy('Not A Handle', null)).items).toEqual([]);
  });

  it('is paged without repeating or skipping', async () => {
    const member = await aMember();
    const all = await Promise.all(Array.from({ length: 30 }, () => anImage()));
    for (const [i, image] of all.entries()) await like(member, image, seconds(Math.floor(i / 4)));
    const first = await listLikedBy(member.handle, null);
    const second = await listLikedBy(member.handle, null, first.next ?? '');
    const refs = [...first.items, ...second.items].map(({ ref }) => ref);
    expect(new Set(refs)).toEqual(new Set(all.map(({ ref }) => ref)));
    expect([refs.length, second.next]).toEqual([30, null]);
  });
});
