import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { members } from '@/domains/accounts/tables';
import { comments, likes } from '@/domains/engagement/tables';
import { anImage } from '@/domains/images/factory';
import { images } from '@/domains/images/tables';
import { aBoundary } from '@/domains/social/factory';
import { follows } from '@/domains/social/tables';
import { db } from '@/platform/db/client';
import { race, winners } from '@/testing/race';
import { chooseTelling } from './commands/choose-telling';
import { tellCommented, tellFollowed, tellLiked } from './commands/tell-member';
import { aToldComment, aToldFollow, aToldLike } from './factory';
import { countUnread, listNotifications } from './queries';
import { tellingKinds } from './rules';
import { notifications } from './tables';

type Member = Awaited<ReturnType<typeof aMember>>;

const everything = [...tellingKinds];
const kindsFor = async (member: Member) => (await listNotifications(member)).items.map(({ kind }) => kind);
const rowsOf = (member: Member) => db.$count(notifications, eq(notifications.memberId, member.id));

/** A member whose image somebody liked and commented on, who answered there, and whom that person follows now. */
async function aBusyDay() {
  const [member, actor] = [await aMember(), await aMember()];
  const image = await anImage({ ownerId: member.id });
  const own = await aToldComment(member, image);
  await aToldFollow(actor, member);
  await aToldLike(actor, image);
  await aToldComment(actor, image, { text: 'Where is this?' });
  await aToldComment(actor, image, { text: 'There is fog', answers: own });
  return { member, actor, image };
}

describe('a member is told', () => {
  it('who follows them, likes an image, comments under it and answers, the newest first, and reads it by name', async () => {
    const { member, actor, image } = await aBusyDay();
    const { items } = await listNotifications(member);
    expect(items.map(({ kind }) => kind)).toEqual(['replied', 'commented', 'liked', 'followed']);
    for (const { actors, isNew } of items)
      expect([isNew, actors]).toEqual([true, [{ handle: actor.handle, name: actor.name, photo: null }]]);
    expect(items[0]?.comment?.text).toBe('There is fog');
    expect(items[2]?.image).toMatchObject({ title: image.title, ref: image.ref, slug: image.slug });
    expect(await countUnread(member)).toBe(4);
  });

  it('nothing of what they do themselves', async () => {
    const member = await aMember();
    const image = await anImage({ ownerId: member.id });
    await aToldLike(member, image);
    const own = await aToldComment(member, image);
    await aToldComment(member, image, { answers: own });
    expect(await rowsOf(member)).toBe(0);
  });

  it('of an answer once, whoever owns the image; its owner hears of answers between others', async () => {
    const [owner, first, second] = [await aMember(), await aMember(), await aMember()];
    const image = await anImage({ ownerId: owner.id });
    const said = await aToldComment(first, image);
    await aToldComment(second, image, { answers: said });
    expect(await kindsFor(first)).toEqual(['replied']);
    expect(await kindsFor(owner)).toEqual(['commented', 'commented']);
  });

  it('once, however often and however much at once the fact is heard', async () => {
    const { member, actor, image } = await aBusyDay();
    const [said] = await db.select().from(comments).where(eq(comments.authorId, actor.id)).limit(1);
    const before = await rowsOf(member);
    const outcomes = await race(24, async (i) => {
      if (i % 3 === 0) await tellFollowed({ followerId: actor.id, followedId: member.id });
      else if (i % 3 === 1) await tellLiked({ imageId: image.id, memberId: actor.id });
      else await tellCommented({ commentId: said?.id ?? 0 });
    });
    expect(winners(outcomes)).toHaveLength(24);
    expect(await rowsOf(member)).toBe(before);
  });

  it('nothing of what was undone before it was heard, or never was', async () => {
    const [member, actor] = [await aMember(), await aMember()];
    const image = await anImage({ ownerId: member.id });
    await tellFollowed({ followerId: actor.id, followedId: member.id });
    await tellLiked({ imageId: image.id, memberId: actor.id });
    await tellCommented({ commentId: 2 ** 40 });
    expect(await rowsOf(member)).toBe(0);
  });
});

describe('what is told is what is true now', () => {
  it.each([
    ['a like that was taken back', 'liked', ({ actor }: Day) => db.delete(likes).where(eq(likes.memberId, actor.id))],
    ['a follow that ended', 'followed', ({ actor }: Day) => db.delete(follows).where(eq(follows.followerId, actor.id))],
    [
      'a comment that was deleted',
      'commented',
      ({ actor }: Day) =>
        db
          .update(comments)
          .set({ text: '', deletedAt: new Date() })
          .where(and(eq(comments.authorId, actor.id), eq(comments.text, 'Where is this?'))),
    ],
  ])('%s is not told any more', async (_, kind, undo) => {
    const day = await aBusyDay();
    await undo(day);
    expect(await kindsFor(day.member)).toHaveLength(3);
    expect(await kindsFor(day.member)).not.toContain(kind);
    expect(await countUnread(day.member)).toBe(3);
  });

  it.each([
    ['who is muted', async ({ member, actor }: Day) => aBoundary(member, actor, 'mute')],
    ['who is blocked', async ({ member, actor }: Day) => aBoundary(member, actor, 'block')],
    [
      'who is suspended',
      async ({ actor }: Day) => db.update(members).set({ suspendedAt: new Date() }).where(eq(members.id, actor.id)),
    ],
    [
      'who is leaving',
      async ({ actor }: Day) => db.update(members).set({ deletedAt: new Date() }).where(eq(members.id, actor.id)),
    ],
  ])('nothing is told of somebody %s since', async (_, hide) => {
    const day = await aBusyDay();
    await hide(day);
    expect(await kindsFor(day.member)).toEqual([]);
    expect(await countUnread(day.member)).toBe(0);
  });

  it.each([
    ['is private', { audience: 'private' as const }],
    ['is hidden', { hiddenAt: new Date() }],
    ['is deleted', { deletedAt: new Date() }],
  ])('nothing is told of an image that %s since', async (_, change) => {
    const { member, image } = await aBusyDay();
    await db.update(images).set(change).where(eq(images.id, image.id));
    expect(await kindsFor(member)).toEqual(['followed']);
  });

  it('an answer under an image of somebody who is hidden is not told', async () => {
    const [member, owner, actor] = [await aMember(), await aMember(), await aMember()];
    const image = await anImage({ ownerId: owner.id });
    await aToldComment(actor, image, { answers: await aToldComment(member, image) });
    await aBoundary(member, owner, 'mute');
    expect(await kindsFor(member)).toEqual([]);
  });
});
type Day = Awaited<ReturnType<typeof aBusyDay>>;

describe('what a member chose', () => {
  it('is not told where it is off, and not even written where it is off everywhere', async () => {
    const { member, image } = await aBusyDay();
    await chooseTelling(member, { site: ['followed', 'liked'], mail: everything });
    expect(await kindsFor(member)).toEqual(['liked', 'followed']);
    expect(await countUnread(member)).toBe(2);
    await chooseTelling(member, { site: [], mail: [] });
    const before = await rowsOf(member);
    await aToldLike(await aMember(), image);
    expect(await rowsOf(member)).toBe(before);
    await chooseTelling(member, { site: everything, mail: [] });
    expect(await kindsFor(member)).toHaveLength(4);
  });

  it('nothing is written of somebody hidden', async () => {
    const [member, actor] = [await aMember(), await aMember()];
    await aBoundary(member, actor, 'mute');
    await aToldFollow(actor, member);
    expect(await rowsOf(member)).toBe(0);
  });

  it('is refused to who is gone meanwhile', async () => {
    const member = await aMember({ deletedAt: new Date() });
    await expect(chooseTelling(member, { site: [], mail: [] })).rejects.toMatchObject({
      code: 'accounts.sign-in-first',
    });
  });
});
