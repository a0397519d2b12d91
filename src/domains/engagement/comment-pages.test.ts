import { describe, expect, it } from 'vitest';
import { changeStanding, owner } from '@/domains/accounts/commands/change-standing';
import { aMember } from '@/domains/accounts/factory';
import { anImage } from '@/domains/images/factory';
import type { ImageId } from '@/domains/images/tables';
import { aBoundary } from '@/domains/social/factory';
import { aReference } from '@/kernel/ids';
import { db } from '@/platform/db/client';
import { carriedTags } from '@/testing/next-cache';
import { deleteComment } from './commands/delete-comment';
import { type Comments, listComments } from './queries/comments';
import { type CommentId, comments } from './tables';

type Member = Awaited<ReturnType<typeof aMember>>;

const noon = new Date('2026-11-21T12:00:00Z');
const seconds = (n: number) => new Date(noon.getTime() + n * 1000);

/** A comment as it stands in the table, `at` seconds after noon. */
async function aComment(
  image: { id: ImageId },
  author: Member,
  at: number,
  given: { text?: string; parentId?: CommentId } = {},
) {
  const row = { imageId: image.id, authorId: author.id, text: `At ${at}`, createdAt: seconds(at), ...given };
  const [comment] = await db.insert(comments).values(row).returning();
  if (!comment) throw new Error('a comment was not inserted');
  return comment;
}

const textsOf = ({ threads }: Comments) =>
  threads.map(({ text, answers }) => [text, ...answers.map((each) => each.text)]);

describe('the comments of an image', () => {
  it('are told oldest first, each with its first four answers, and the way to the others', async () => {
    const [ana, bo, image] = [await aMember(), await aMember(), await anImage()];
    const [second, first] = [await aComment(image, ana, 2), await aComment(image, bo, 1)];
    for (let at = 10; at < 20; at++) await aComment(image, ana, at, { parentId: first.id });
    await aComment(image, bo, 30, { parentId: second.id, text: 'Yes!' });
    const page = await listComments(image.ref, null);
    expect(textsOf(page)).toEqual([
      ['At 1', 'At 10', 'At 11', 'At 12', 'At 13'],
      ['At 2', 'Yes!'],
    ]);
    expect(page.threads.map(({ more }) => more === null)).toEqual([false, true]);
    expect(page.threads[0]?.author).toMatchObject({ handle: bo.handle, name: bo.name });
    const rest = await listComments(image.ref, null, page.threads[0]?.more ?? '');
    expect(textsOf(rest)).toEqual([['At 1', 'At 14', 'At 15', 'At 16', 'At 17', 'At 18', 'At 19']]);
    expect([rest.threads[0]?.more, rest.next, rest.isLater]).toEqual([null, null, true]);
  });

  it('are paged without repeating or skipping while others write, and the last page is found at once', async () => {
    const [ana, image] = [await aMember(), await anImage()];
    const ids: number[] = [];
    for (let n = 0; n < 50; n++) ids.push((await aComment(image, ana, Math.floor(n / 3))).id);
    const seen: number[] = [];
    let page = await listComments(image.ref, null);
    expect(page.isLater).toBe(false);
    for (;;) {
      seen.push(...page.threads.map(({ id }) => id));
      if (page.next === null) break;
      ids.push((await aComment(image, ana, 100 + ids.length)).id);
      page = await listComments(image.ref, null, page.next);
    }
    expect(seen).toEqual(ids);
    const last = await listComments(image.ref, null, 'last');
    expect(last.threads.map(({ id }) => id)).toEqual(ids.slice(-20));
    expect(last.isLater).toBe(true);
  });

  it('of nobody are none: an unknown image, a damaged reference, one that is out of sight', async () => {
    const image = await anImage({ audience: 'private' });
    await aComment(image, await aMember(), 1);
    for (const ref of [image.ref, aReference(), 'nothing', '%00']) {
      expect(await listComments(ref, null)).toEqual({ threads: [], next: null, isLater: false });
      expect((await listComments(ref, null, 'last')).threads).toEqual([]);
    }
  });

  it('of one image are not read through another', async () => {
    const [ana, image, other] = [await aMember(), await anImage(), await anImage({ audience: 'private' })];
    const secret = await aComment(other, ana, 1);
    await aComment(other, ana, 2, { parentId: secret.id });
    const cursor = Buffer.from(JSON.stringify([secret.id, [0, 1]])).toString('base64url');
    expect((await listComments(image.ref, null, cursor)).threads).toEqual([]);
  });

  it.each([
    'broken',
    'W10',
    '',
    'x'.repeat(2_000),
    ...['[1e300,1]', '[[1,1],1]', '[1,[1,1e17]]', '{}'].map((json) => Buffer.from(json).toString('base64url')),
  ])('refuse the cursor “%s”', async (cursor) => {
    const image = await anImage();
    await expect(listComments(image.ref, null, cursor)).rejects.toMatchObject({ code: 'site.cursor' });
  });

  it('of people who are hidden from the viewer, suspended or leaving have neither words nor author, and stand only where they were answered', async () => {
    const [viewer, ana, muted, suspended] = [await aMember(), await aMember(), await aMember(), await aMember()];
    const image = await anImage();
    const ofMuted = await aComment(image, muted, 1, { text: 'From the muted' });
    await aComment(image, muted, 2, { text: 'Alone' });
    await aComment(image, ana, 3, { parentId: ofMuted.id, text: 'Answer' });
    const ofAna = await aComment(image, ana, 4, { text: 'From Ana' });
    await aComment(image, suspended, 5, { parentId: ofAna.id, text: 'From the suspended' });
    await aBoundary(viewer, muted, 'mute');
    await changeStanding(owner, suspended.handle, 'suspend');
    const seen = await listComments(image.ref, viewer);
    expect(textsOf(seen)).toEqual([['', 'Answer'], ['From Ana']]);
    expect(seen.threads[0]?.author).toBeNull();
    expect(textsOf(await listComments(image.ref, viewer, 'last'))).toEqual([['', 'Answer'], ['From Ana']]);
    expect(textsOf(await listComments(image.ref, null))).toEqual([
      ['From the muted', 'Answer'],
      ['Alone'],
      ['From Ana'],
    ]);
  });

  it('that were deleted stand without words while somebody’s answer is shown', async () => {
    const [ana, bo, image] = [await aMember(), await aMember(), await anImage()];
    const first = await aComment(image, ana, 1);
    await aComment(image, bo, 2, { parentId: first.id, text: 'Yes!' });
    await deleteComment(ana, { comment: first.id }, noon);
    const page = await listComments(image.ref, null);
    expect([textsOf(page), page.threads[0]?.author]).toEqual([[['', 'Yes!']], null]);
    await changeStanding(owner, bo.handle, 'suspend');
    expect((await listComments(image.ref, null)).threads).toEqual([]);
  });

  it('on the first page carry at most a hundred people’s tags, however many wrote', async () => {
    const image = await anImage();
    const people = await Promise.all(Array.from({ length: 130 }, () => aMember()));
    for (let n = 0; n < 21; n++) {
      const first = await aComment(image, people[n] as Member, n);
      for (let m = 0; m < 5; m++)
        await aComment(image, people[21 + n * 5 + m] as Member, 100 + m, { parentId: first.id });
    }
    carriedTags.length = 0;
    const page = await listComments(image.ref, null);
    expect(page.threads).toHaveLength(20);
    expect(carriedTags).toContain(`comments:${image.ref}`);
    expect(carriedTags.filter((tag) => tag.startsWith('person:'))).toHaveLength(100);
  });
});
