import { and, asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { activities } from '@/domains/activity/tables';
import { anImage } from '@/domains/images/factory';
import { type ImageId, images } from '@/domains/images/tables';
import { aBoundary } from '@/domains/social/factory';
import { auditLines } from '@/platform/audit/tables';
import { db } from '@/platform/db/client';
import { meanwhile } from '@/testing/meanwhile';
import { race } from '@/testing/race';
import { deleteComment } from './commands/delete-comment';
import { editComment } from './commands/edit-comment';
import { postComment } from './commands/post-comment';
import { comments } from './tables';

type Member = Awaited<ReturnType<typeof aMember>>;
type Image = { id: ImageId; ref: string };

const noon = new Date('2026-11-21T12:00:00Z');
const seconds = (n: number) => new Date(noon.getTime() + n * 1000);
const minutes = (n: number) => seconds(n * 60);
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

describe('the words of a comment', () => {
  it('can be changed by their author for 15 minutes', async () => {
    const [ana, image] = [await aMember(), await anImage()];
    const { id } = await say(ana, image);
    expect(await editComment(ana, { comment: id, text: 'What a light!' }, seconds(15 * 60 - 1))).toEqual({
      ref: image.ref,
    });
    expect(await underneath(image)).toMatchObject([{ text: 'What a light!', editedAt: seconds(15 * 60 - 1) }]);
    await expect(editComment(ana, { comment: id, text: 'Hm.' }, minutes(15))).rejects.toEqual(
      refusal('engagement.comment-late'),
    );
    expect(await underneath(image)).toMatchObject([{ text: 'What a light!' }]);
  });

  it('are nobody else’s to change: not the owner’s of the image, not staff’s', async () => {
    const [ana, owning, stranger, edda] = [
      await aMember(),
      await aMember(),
      await aMember(),
      await aMember({ role: 'admin' }),
    ];
    const image = await anImage({ ownerId: owning.id });
    const { id } = await say(ana, image);
    for (const member of [owning, stranger, edda])
      await expect(editComment(member, { comment: id, text: 'Mine' }, noon)).rejects.toEqual(
        refusal('engagement.comment-not-yours'),
      );
    expect(await underneath(image)).toMatchObject([{ text: 'What light!' }]);
  });

  it('cannot be changed by whoever is muted or blocked by now, nor where nobody sees them any more', async () => {
    const [ana, bo, image] = [await aMember({ mutedAt: noon }), await aMember(), await anImage()];
    const ofAna = await db
      .insert(comments)
      .values({ imageId: image.id, authorId: ana.id, text: 'Before', createdAt: noon })
      .returning();
    const { id } = await say(bo, image);
    await expect(editComment(ana, { comment: ofAna[0]?.id ?? 0, text: 'After' }, noon)).rejects.toEqual(
      refusal('accounts.muted'),
    );
    await aBoundary({ id: image.ownerId }, bo);
    await expect(editComment(bo, { comment: id, text: 'After' }, noon)).rejects.toEqual(refusal('social.blocked'));
    await db.update(images).set({ audience: 'private' }).where(eq(images.id, image.id));
    await expect(editComment(bo, { comment: id, text: 'After' }, noon)).rejects.toEqual(
      refusal('engagement.comment-missing'),
    );
    await expect(editComment(bo, { comment: 2 ** 52, text: 'After' }, noon)).rejects.toEqual(
      refusal('engagement.comment-missing'),
    );
  });

  it('do not come back when they are changed and deleted in the same moment', async () => {
    const [ana, bo, image] = [await aMember(), await aMember(), await anImage()];
    const { id } = await say(ana, image);
    await say(bo, image, 'Yes!', { answered: id });
    const outcome = await meanwhile(
      (tx) => tx.update(comments).set({ text: '', authorId: null, deletedAt: noon }).where(eq(comments.id, id)),
      () => editComment(ana, { comment: id, text: 'Back' }, noon),
    );
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'engagement.comment-missing' } });
    expect((await underneath(image))[0]).toMatchObject({ text: '', authorId: null });
  });
});

describe('a comment that is deleted', () => {
  it('is gone with what its author did there, unless they said something else', async () => {
    const [ana, image] = [await aMember(), await anImage()];
    const [first, second] = [await say(ana, image), await say(ana, image, 'More')];
    expect(await deleteComment(ana, { comment: first.id }, noon)).toEqual({ ref: image.ref });
    expect(await activitiesOn(image)).toHaveLength(1);
    await deleteComment(ana, { comment: second.id }, noon);
    expect([await underneath(image), await activitiesOn(image)]).toEqual([[], []]);
    await expect(deleteComment(ana, { comment: second.id }, noon)).rejects.toEqual(
      refusal('engagement.comment-missing'),
    );
  });

  it('leaves no activity when its author’s last two are deleted at once', async () => {
    for (let round = 0; round < 5; round++) {
      const [ana, image] = [await aMember(), await anImage()];
      const both = [await say(ana, image), await say(ana, image, 'More')];
      await race(2, (i) => deleteComment(ana, { comment: both[i]?.id ?? 0 }, noon));
      expect([await underneath(image), await activitiesOn(image)]).toEqual([[], []]);
    }
  });

  it('leaves a tombstone without words or author where it was answered, which goes with the last answer', async () => {
    const [ana, bo, image] = [await aMember(), await aMember(), await anImage()];
    const first = await say(ana, image);
    const answers = [
      await say(bo, image, 'Yes!', { answered: first.id }),
      await say(ana, image, 'Indeed.', { answered: first.id }),
    ];
    await deleteComment(ana, { comment: first.id }, minutes(1));
    expect((await underneath(image))[0]).toMatchObject({ text: '', authorId: null, deletedAt: minutes(1) });
    await race(2, (i) => deleteComment(i ? ana : bo, { comment: answers[i]?.id ?? 0 }, noon));
    expect(await underneath(image)).toEqual([]);
  });

  it('may be taken away by the owner of the image, by staff with an audit line, and by no stranger', async () => {
    const [ana, owning, stranger] = [await aMember(), await aMember(), await aMember()];
    const edda = await aMember({ role: 'editor' });
    const image = await anImage({ ownerId: owning.id });
    const [first, second] = [await say(ana, image), await say(ana, image, 'More')];
    await expect(deleteComment(stranger, { comment: first.id }, noon)).rejects.toEqual(
      refusal('engagement.comment-not-yours'),
    );
    await deleteComment(owning, { comment: first.id }, noon);
    await deleteComment(edda, { comment: second.id }, noon);
    expect(await underneath(image)).toEqual([]);
    const lines = await db.select().from(auditLines).where(eq(auditLines.action, 'comments/deleted'));
    expect(lines.map(({ actorId, targetId }) => [actorId, targetId])).toEqual([[edda.id, second.id]]);
  });

  it('goes with the image it stands under, answers and all', async () => {
    const [ana, image] = [await aMember(), await anImage()];
    const first = await say(ana, image);
    await say(ana, image, 'Yes!', { answered: first.id });
    await db.delete(images).where(eq(images.id, image.id));
    expect(await underneath(image)).toEqual([]);
  });
});
