import { and, asc, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { activities } from '@/domains/activity/tables';
import { anImage } from '@/domains/images/factory';
import { type ImageId, images } from '@/domains/images/tables';
import { aBoundary } from '@/domains/social/factory';
import { boundaries } from '@/domains/social/tables';
import { aReference } from '@/kernel/ids';
import { db } from '@/platform/db/client';
import { outbox } from '@/platform/outbox/tables';
import { meanwhile } from '@/testing/meanwhile';
import { losers, race, winners } from '@/testing/race';
import { deleteComment } from './commands/delete-comment';
import { postComment } from './commands/post-comment';
import { comments } from './tables';

type Member = Awaited<ReturnType<typeof aMember>>;
type Image = { id: ImageId; ref: string };

const noon = new Date('2026-11-21T12:00:00Z');
const seconds = (n: number) => new Date(noon.getTime() + n * 1000);

const refusal = (code: string) => expect.objectContaining({ code });

const say = (member: Member, image: Image, text = 'What light!', given: { answered?: number; now?: Date } = {}) =>
  postComment(member, { image: image.ref, text, answered: given.answered }, given.now ?? noon);
const underneath = ({ id }: Image) =>
  db.select().from(comments).where(eq(comments.imageId, id)).orderBy(asc(comments.id));
const activitiesOn = ({ id }: Image) =>
  db
    .select()
    .from(activities)
    .where(and(eq(activities.verb, 'commented'), eq(activities.targetId, id)));
const announced = (ids: number[]) =>
  db
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.name, 'engagement/comment.posted'),
        sql`(${outbox.data} ->> 'commentId')::int = any(${sql.param(ids)})`,
      ),
    );

describe('a comment', () => {
  it('stands under its image, is one thing its author did, and is announced', async () => {
    const [member, image] = [await aMember(), await anImage()];
    const { id } = await say(member, image, 'What light!\nAnd the fog.');
    expect(await underneath(image)).toMatchObject([
      { id, parentId: null, authorId: member.id, text: 'What light!\nAnd the fog.', editedAt: null, deletedAt: null },
    ]);
    expect(await activitiesOn(image)).toMatchObject([{ actorId: member.id }]);
    expect(await announced([id])).toHaveLength(1);
  });

  it('is one when the same words are sent many times at once, and again a minute later', async () => {
    const [member, image] = [await aMember(), await anImage()];
    const outcomes = await race(20, () => say(member, image));
    expect(new Set(winners(outcomes).map(({ id }) => id)).size).toBe(1);
    expect(winners(outcomes)).toHaveLength(20);
    await say(member, image, 'What light!', { now: seconds(59) });
    expect(await underneath(image)).toHaveLength(1);
    await say(member, image, 'What light!', { now: seconds(60) });
    await say(member, image, 'Other words.', { now: seconds(60) });
    expect(await underneath(image)).toHaveLength(3);
    expect(await announced((await underneath(image)).map(({ id }) => id))).toHaveLength(3);
  });

  it('comes ten times a minute and no more, however many are sent at once; what is refused or repeated counts no use', async () => {
    const [member, image, closed] = [await aMember(), await anImage(), await anImage({ commentsOpen: false })];
    await race(15, () => say(member, closed));
    const outcomes = await race(30, (i) => say(member, image, `Word ${i}`));
    expect(winners(outcomes)).toHaveLength(10);
    for (const lost of losers(outcomes)) expect(lost).toEqual(refusal('site.limited'));
    const [first] = await underneath(image);
    expect(await say(member, image, first?.text, { now: seconds(59) })).toEqual({ id: first?.id });
    await expect(say(member, image, 'More', { now: seconds(59) })).rejects.toEqual(refusal('site.limited'));
    await say(member, image, 'More', { now: seconds(60) });
    expect(await underneath(image)).toHaveLength(11);
  });

  it.each([
    ['private', { audience: 'private' as const }, 'images.missing'],
    ['hidden', { hiddenAt: noon }, 'images.missing'],
    ['deleted', { deletedAt: noon }, 'images.missing'],
    ['closed to comments', { commentsOpen: false }, 'engagement.comments-closed'],
  ])('is refused under an image that is %s', async (_, given, code) => {
    const image = await anImage(given);
    await expect(say(await aMember(), image)).rejects.toEqual(refusal(code));
    expect(await underneath(image)).toEqual([]);
  });

  it('is refused under nothing, and from whoever is muted, suspended or leaving', async () => {
    const image = await anImage();
    await expect(say(await aMember(), { id: 1 as ImageId, ref: aReference() })).rejects.toEqual(
      refusal('images.missing'),
    );
    await expect(say(await aMember({ mutedAt: noon }), image)).rejects.toEqual(refusal('accounts.muted'));
    await expect(say(await aMember({ suspendedAt: noon }), image)).rejects.toEqual(refusal('accounts.suspended'));
    await expect(say(await aMember({ deletedAt: noon }), image)).rejects.toEqual(refusal('accounts.sign-in-first'));
    expect(await underneath(image)).toEqual([]);
  });

  it('is refused under an image whose comments are closed, or which goes out of sight, in the same moment', async () => {
    const ends = [
      [{ commentsOpen: false }, 'engagement.comments-closed'],
      [{ audience: 'private' as const }, 'images.missing'],
    ] as const;
    for (const [change, code] of ends) {
      const [member, image] = [await aMember(), await anImage()];
      const outcome = await meanwhile(
        (tx) => tx.update(images).set(change).where(eq(images.id, image.id)),
        () => say(member, image),
      );
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code } });
      expect(await underneath(image)).toEqual([]);
    }
  });

  it('is refused while its author and the image’s owner are blocked, whoever blocked whom, also in the same moment', async () => {
    const [owning, blocked, blocking, third] = [await aMember(), await aMember(), await aMember(), await aMember()];
    const image = await anImage({ ownerId: owning.id });
    await aBoundary(owning, blocked);
    await aBoundary(blocking, owning);
    for (const member of [blocked, blocking])
      await expect(say(member, image)).rejects.toEqual(refusal('social.blocked'));
    const outcome = await meanwhile(
      async (tx) => {
        await tx.execute(sql`select 1 from members where id = ${third.id} for no key update`);
        await tx.insert(boundaries).values({ memberId: owning.id, otherId: third.id, kind: 'block', createdAt: noon });
      },
      () => say(third, image),
    );
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'social.blocked' } });
    expect(await underneath(image)).toEqual([]);
  });
});

describe('an answer', () => {
  it('stands under the first comment, also when it answers an answer', async () => {
    const [ana, bo, image] = [await aMember(), await aMember(), await anImage()];
    const first = await say(ana, image);
    const second = await say(bo, image, 'Yes!', { answered: first.id });
    const third = await say(ana, image, 'Indeed.', { answered: second.id });
    expect(await underneath(image)).toMatchObject([
      { id: first.id, parentId: null },
      { id: second.id, parentId: first.id },
      { id: third.id, parentId: first.id },
    ]);
  });

  it('is refused to a comment that is not there, is deleted, or stands under another image', async () => {
    const [ana, bo, image, other] = [await aMember(), await aMember(), await anImage(), await anImage()];
    const elsewhere = await say(ana, other);
    const first = await say(ana, image);
    await say(bo, image, 'Yes!', { answered: first.id });
    await deleteComment(ana, { comment: first.id }, noon);
    for (const answered of [elsewhere.id, first.id, 2 ** 52])
      await expect(say(bo, image, 'And?', { answered })).rejects.toEqual(refusal('engagement.comment-missing'));
    expect(await underneath(image)).toHaveLength(2);
  });

  it('is refused while its author and whoever is answered are blocked', async () => {
    const [ana, bo, image] = [await aMember(), await aMember(), await anImage()];
    const first = await say(ana, image);
    await aBoundary(ana, bo);
    await expect(say(bo, image, 'Yes!', { answered: first.id })).rejects.toEqual(refusal('social.blocked'));
    await say(bo, image, 'To everybody else.');
  });

  it('to a comment that is deleted in the same moment is refused, or there first and leaves a tombstone', async () => {
    const [ana, bo, image] = [await aMember(), await aMember(), await anImage()];
    const first = await say(ana, image);
    await say(bo, image, 'Yes!', { answered: first.id });
    const outcome = await meanwhile(
      (tx) => tx.update(comments).set({ text: '', authorId: null, deletedAt: noon }).where(eq(comments.id, first.id)),
      () => say(bo, image, 'And?', { answered: first.id }),
    );
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'engagement.comment-missing' } });
    for (let round = 0; round < 10; round++) {
      const under = await anImage();
      const [one, two] = [await aMember(), await aMember()];
      const { id } = await say(one, under);
      const [answer, end] = await race(
        2,
        (i): Promise<unknown> =>
          i === 0 ? say(two, under, 'Yes!', { answered: id }) : deleteComment(one, { comment: id }, noon),
      );
      expect(end?.status).toBe('fulfilled');
      const isThere = answer?.status === 'fulfilled';
      expect(answer).toMatchObject(isThere ? {} : { reason: { code: 'engagement.comment-missing' } });
      expect(await underneath(under)).toMatchObject(isThere ? [{ id, text: '' }, { text: 'Yes!' }] : []);
    }
  });
});
