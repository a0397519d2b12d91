import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { anImage } from '@/domains/images/factory';
import { encodeCursor } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { markRead } from './commands/mark-read';
import { openNotifications } from './doors';
import { aToldComment, aToldFollow, aToldLike } from './factory';
import { countUnread, listNotifications } from './queries';
import { mostUnread } from './rules';
import { notifications } from './tables';

async function aMemberWithComments(count: number) {
  const [member, actor] = [await aMember(), await aMember()];
  const image = await anImage({ ownerId: member.id });
  for (let i = 0; i < count; i++) await aToldComment(actor, image, { text: `Comment ${i}` });
  return { member, actor, image };
}

describe('opening the list', () => {
  it('shows what is new as new, once', async () => {
    const { member } = await aMemberWithComments(3);
    expect((await openNotifications(member)).items.map(({ isNew }) => isNew)).toEqual([true, true, true]);
    expect(await countUnread(member)).toBe(0);
    expect((await openNotifications(member)).items.map(({ isNew }) => isNew)).toEqual([false, false, false]);
  });

  it('marks what stood on the page, and no more', async () => {
    const { member } = await aMemberWithComments(25);
    const page = await openNotifications(member);
    expect(page.items).toHaveLength(20);
    expect(await countUnread(member)).toBe(5);
    await markRead(member);
    expect(await countUnread(member)).toBe(0);
  });

  it('touches nobody else’s', async () => {
    const [{ member }, other] = [await aMemberWithComments(1), await aMemberWithComments(1)];
    await openNotifications(member);
    await markRead(member);
    expect(await countUnread(other.member)).toBe(1);
  });

  it('keeps the time something was first read', async () => {
    const { member } = await aMemberWithComments(1);
    await markRead(member, undefined, new Date('2026-11-21T12:00:00Z'));
    await markRead(member);
    const [row] = await db.select().from(notifications).where(eq(notifications.memberId, member.id));
    expect(row?.readAt).toEqual(new Date('2026-11-21T12:00:00Z'));
  });
});

describe('the list', () => {
  it('is told kindly: together who likes an image and who follows, the newest first', async () => {
    const member = await aMember();
    const image = await anImage({ ownerId: member.id });
    const people = await Promise.all(Array.from({ length: 5 }, () => aMember()));
    for (const actor of people) await aToldLike(actor, image);
    for (const actor of people) await aToldFollow(actor, member);
    const { items } = await listNotifications(member);
    expect(items.map(({ kind, actors }) => [kind, actors.map(({ handle }) => handle)])).toEqual(
      ['followed', 'liked'].map((kind) => [kind, people.toReversed().map(({ handle }) => handle)]),
    );
  });

  it('neither repeats nor skips, page by page, while more happens', async () => {
    const { member, actor, image } = await aMemberWithComments(45);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listNotifications(member, cursor);
      seen.push(...page.items.map(({ comment }) => comment?.text ?? ''));
      cursor = page.next ?? undefined;
      await aToldComment(actor, image, { text: 'Meanwhile' });
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: 45 }, (_, i) => `Comment ${44 - i}`));
  });

  it.each([
    '',
    'x',
    '%00',
    encodeCursor('1'),
    encodeCursor([1]),
    encodeCursor(-1),
    encodeCursor(1e300),
    'A'.repeat(400),
  ])('refuses a cursor that is none: %s', async (cursor) => {
    await expect(listNotifications(await aMember(), cursor)).rejects.toMatchObject({ code: 'site.cursor' });
  });

  it('of a stranger’s cursor shows a member their own', async () => {
    const { member } = await aMemberWithComments(2);
    const { items, next } = await listNotifications(member, encodeCursor(Number.MAX_SAFE_INTEGER));
    expect([items.length, next]).toEqual([2, null]);
  });

  it('counts no further than it is told', async () => {
    const { member } = await aMemberWithComments(0);
    const people = await Promise.all(Array.from({ length: mostUnread + 5 }, () => aMember()));
    const image = await anImage({ ownerId: member.id });
    await Promise.all(people.map((actor) => aToldLike(actor, image)));
    expect(await countUnread(member)).toBe(mostUnread);
  });
});
