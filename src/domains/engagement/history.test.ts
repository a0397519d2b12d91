import { count, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { changeStanding, owner } from '@/domains/accounts/commands/change-standing';
import { deleteAccount } from '@/domains/accounts/commands/delete-account';
import { aMember } from '@/domains/accounts/factory';
import { members } from '@/domains/accounts/tables';
import { anImage, aPicture } from '@/domains/images/factory';
import { images } from '@/domains/images/tables';
import { aBoundary } from '@/domains/social/factory';
import { aReference } from '@/kernel/ids';
import { encodeCursor } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { parseInput } from '@/platform/refusals';
import { meanwhile } from '@/testing/meanwhile';
import { race, winners } from '@/testing/race';
import { clearHistory, pauseHistory, removeFromHistory } from './commands/change-history';
import { holdHistory } from './commands/hold-history';
import { writeHistory } from './commands/write-history';
import { browser, minutesLater, noon } from './factory';
import { historyPauseInput, historyRemoveInput } from './inputs';
import { listHistory, readHistoryState } from './queries/history';
import { historySize } from './rules';
import { pausedHistories, seenImages } from './tables';

type Member = Awaited<ReturnType<typeof aMember>>;
type Image = Awaited<ReturnType<typeof anImage>>;

const headers = new Headers({ 'user-agent': browser });
const lookAt = (viewer: Member | null, image: Pick<Image, 'id'>, now = noon) =>
  writeHistory({ viewer, image, headers }, now);
const refusal = (code: string) => expect.objectContaining({ code });

/** References of what a member's history shows, the last look first. */
const shown = async (member: Member) => (await listHistory(member)).items.map(({ image }) => image.ref);

async function kept(member: Member) {
  const [row] = await db.select({ count: count() }).from(seenImages).where(eq(seenImages.memberId, member.id));
  return row?.count;
}

/** So many images of one owner with one picture: quick to make. */
async function manyImages(n: number): Promise<Image[]> {
  const [{ id: ownerId }, { id: pictureId }] = [await aMember(), await aPicture()];
  return Promise.all(Array.from({ length: n }, () => anImage({ ownerId, pictureId })));
}

/** So many images looked at, the first of them longest ago, a minute apart until noon. */
async function alreadySeen(member: Member, n: number) {
  const seen = await manyImages(n);
  const rows = seen.map(({ id }, i) => ({ memberId: member.id, imageId: id, seenAt: minutesLater(i - n) }));
  await db.insert(seenImages).values(rows);
  return seen;
}

describe('a history', () => {
  it('holds each image once, with the last look, own ones too, the last one first', async () => {
    const member = await aMember();
    const [a, b, own] = [await anImage(), await anImage(), await anImage({ ownerId: member.id })];
    for (const [i, image] of [a, b, own, a].entries()) await lookAt(member, image, minutesLater(i));
    // A look that arrives late does not set the image back.
    await lookAt(member, a, minutesLater(-5));
    expect(await shown(member)).toEqual([a.ref, own.ref, b.ref]);
    expect((await listHistory(member)).items[0]?.seenAt).toEqual(minutesLater(3));
  });

  it('is written for nobody but members, and not for programs or pages fetched ahead', async () => {
    const [member, image] = [await aMember(), await anImage()];
    await lookAt(null, image);
    for (const given of [{ 'user-agent': 'ExampleBot/1.0' }, { 'user-agent': browser, purpose: 'prefetch' }])
      await writeHistory({ viewer: member, image, headers: new Headers(Object.entries(given)) }, noon);
    expect(await db.select().from(seenImages).where(eq(seenImages.imageId, image.id))).toEqual([]);
    await lookAt(member, image);
    expect(await kept(member)).toBe(1);
  });

  it('holds one row of fifty looks at one image at once', async () => {
    const [member, image] = [await aMember(), await anImage()];
    const outcomes = await race(50, (i) => lookAt(member, image, minutesLater(i)));
    expect(winners(outcomes)).toHaveLength(50);
    const rows = await db.select().from(seenImages).where(eq(seenImages.memberId, member.id));
    expect(rows).toMatchObject([{ imageId: image.id, seenAt: minutesLater(49) }]);
  });

  it('keeps the last 500 and no more, also of many looks at once', async () => {
    const [member, other] = [await aMember(), await aMember()];
    const seen = await alreadySeen(member, historySize);
    await lookAt(other, seen[0] as Image);
    // One that is there already pushes nothing out.
    await lookAt(member, seen[40] as Image);
    expect(await kept(member)).toBe(historySize);
    const more = await manyImages(30);
    expect(winners(await race(30, (i) => lookAt(member, more[i] as Image, minutesLater(1))))).toHaveLength(30);
    expect(await kept(member)).toBe(historySize);
    const left = await db.select({ id: seenImages.imageId }).from(seenImages).where(eq(seenImages.memberId, member.id));
    const ids = new Set(left.map(({ id }) => id));
    expect(seen.slice(0, 30).filter(({ id }) => ids.has(id))).toEqual([]);
    expect([...seen.slice(30), ...more].every(({ id }) => ids.has(id))).toBe(true);
    expect(await kept(other)).toBe(1);
  }, 60_000);

  it('stands still while it is paused, and goes on from there', async () => {
    const member = await aMember();
    const [before, during, after] = [await anImage(), await anImage(), await anImage()];
    await lookAt(member, before);
    for (let twice = 0; twice < 2; twice++) await pauseHistory(member, { verb: 'pause' }, noon);
    expect(await readHistoryState(member)).toEqual({ isPaused: true, timeZone: 'UTC' });
    for (const image of [before, during]) await lookAt(member, image, minutesLater(1));
    expect((await listHistory(member)).items).toMatchObject([{ image: { ref: before.ref }, seenAt: noon }]);
    for (let twice = 0; twice < 2; twice++) await pauseHistory(member, { verb: 'resume' });
    expect(await readHistoryState(member)).toMatchObject({ isPaused: false });
    await lookAt(member, after, minutesLater(2));
    expect(await shown(member)).toEqual([after.ref, before.ref]);
  });

  it('gets nothing more once a pause is answered, however many looks come at once', async () => {
    const [member, seen] = [await aMember(), await manyImages(30)];
    let atPause: number | undefined;
    const outcomes = await race(31, async (i) => {
      if (i !== 15) return lookAt(member, seen[i % 30] as Image);
      await pauseHistory(member, { verb: 'pause' }, noon);
      atPause = await kept(member);
    });
    expect(winners(outcomes)).toHaveLength(31);
    expect(await kept(member)).toBe(atPause);
  });

  it('gets nothing of a look that meets the pause before it is over', async () => {
    const [member, image] = [await aMember(), await anImage()];
    await meanwhile(
      async (tx) => {
        await holdHistory(tx, member.id);
        await tx.insert(pausedHistories).values({ memberId: member.id, pausedAt: noon });
      },
      () => lookAt(member, image),
    );
    expect(await kept(member)).toBe(0);
  });

  it('lets a look that is being written end before a pause or a clearing is answered', async () => {
    for (const [change, left] of [
      [(member: Member) => pauseHistory(member, { verb: 'pause' }), 1],
      [clearHistory, 0],
    ] as const) {
      const [member, image] = [await aMember(), await anImage()];
      const outcome = await meanwhile(
        async (tx) => {
          await holdHistory(tx, member.id);
          await tx.insert(seenImages).values({ memberId: member.id, imageId: image.id, seenAt: noon });
        },
        () => change(member).then(() => kept(member)),
      );
      expect(outcome).toEqual({ status: 'fulfilled', value: left });
      expect(await kept(member)).toBe(left);
    }
  });

  it('gets nothing of an image that ends in the same moment, and goes with images and members', async () => {
    const [member, image, seen] = [await aMember(), await anImage(), await anImage()];
    const outcome = await meanwhile(
      (tx) => tx.delete(images).where(eq(images.id, image.id)),
      () => lookAt(member, image),
    );
    expect([outcome.status, await kept(member)]).toEqual(['fulfilled', 0]);
    await lookAt(member, seen);
    await pauseHistory(member, { verb: 'pause' });
    await db.delete(members).where(eq(members.id, member.id));
    expect(await kept(member)).toBe(0);
    const paused = await db.select().from(pausedHistories).where(eq(pausedHistories.memberId, member.id));
    expect(paused).toEqual([]);
  });

  it('is emptied, or loses one image, for its own member alone, whatever became of the image', async () => {
    const [member, other] = [await aMember(), await aMember()];
    const [a, b, c] = [await anImage(), await anImage(), await anImage()];
    for (const person of [member, other]) for (const image of [a, b, c]) await lookAt(person, image);
    await db.update(images).set({ deletedAt: noon }).where(eq(images.id, a.id));
    for (const image of [a.ref, a.ref, aReference()]) await removeFromHistory(member, { image });
    expect([await kept(member), await kept(other)]).toEqual([2, 3]);
    await clearHistory(member);
    expect([await kept(member), await kept(other)]).toEqual([0, 3]);
  });

  it('may be changed by nobody who left or was suspended a moment ago', async () => {
    const [left, suspended, image] = [await aMember(), await aMember(), await anImage()];
    for (const member of [left, suspended]) await lookAt(member, image);
    await deleteAccount(left, left, noon);
    await changeStanding(owner, suspended.handle, 'suspend');
    const refused = new Map([[left, refusal('accounts.sign-in-first')]]).set(suspended, refusal('accounts.suspended'));
    for (const [member, code] of refused) {
      await expect(clearHistory(member)).rejects.toEqual(code);
      await expect(removeFromHistory(member, { image: image.ref })).rejects.toEqual(code);
      await expect(pauseHistory(member, { verb: 'pause' })).rejects.toEqual(code);
      expect([await kept(member), (await readHistoryState(member)).isPaused]).toEqual([1, false]);
    }
  });

  it('refuses what is no image and no verb', () => {
    for (const image of ['', 'x', ' ', '\u202e', 'a'.repeat(1_000_000), undefined, ['a', 'b']])
      expect(() => parseInput(historyRemoveInput, { image })).toThrow(refusal('site.invalid'));
    for (const verb of ['', 'stop', undefined, ['pause', 'resume']])
      expect(() => parseInput(historyPauseInput, { verb })).toThrow(refusal('site.invalid'));
  });
});

describe('what a history shows', () => {
  it('leaves out what opens for nobody any more, and people the member does not want to see', async () => {
    const member = await aMember();
    const [muted, suspended] = [await aMember(), await aMember()];
    const [kept, unlisted] = [await anImage(), await anImage({ audience: 'unlisted' })];
    const gone = [
      await anImage({ audience: 'private' }),
      await anImage({ audience: 'private', ownerId: member.id }),
      await anImage({ hiddenAt: noon }),
      await anImage({ deletedAt: noon }),
      await anImage({ ownerId: muted.id }),
      await anImage({ ownerId: suspended.id }),
    ];
    for (const image of [kept, unlisted, ...gone]) await lookAt(member, image);
    await aBoundary(member, muted, 'mute');
    await changeStanding(owner, suspended.handle, 'suspend');
    expect(await shown(member)).toEqual([unlisted.ref, kept.ref]);
    expect(await shown(await aMember())).toEqual([]);
  });

  it('is paged without repeating or skipping while the member looks at more', async () => {
    const member = await aMember();
    const seen = await alreadySeen(member, 60);
    // Looks of one moment are parted by their images.
    await db
      .update(seenImages)
      .set({ seenAt: minutesLater(-60) })
      .where(eq(seenImages.memberId, member.id));
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listHistory(member, cursor);
      found.push(...page.items.map(({ image }) => image.ref));
      await lookAt(member, await anImage());
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(found).toEqual(seen.sort((a, b) => b.id - a.id).map(({ ref }) => ref));
  });

  it('refuses a cursor that is not of this list', async () => {
    const member = await aMember();
    const cursors = ['', 'x', encodeCursor(1), encodeCursor([-1, 1]), encodeCursor([1, 1e300]), 'a'.repeat(2_000)];
    for (const cursor of cursors) await expect(listHistory(member, cursor)).rejects.toEqual(refusal('site.cursor'));
  });
});
