import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { type MemberId, members } from '@/domains/accounts/tables';
import type { Page } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { carriedTags } from '@/testing/next-cache';
import { aBoundary, aFollow } from './factory';
import { peopleAsked } from './inputs';
import { type Looking, listFollows, listPeople, type PersonCard } from './queries/people';
import { findFollowCounts, findRelations, listBoundaries, listHidden } from './queries/relations';
import { mostHidden, pageSize } from './rules';
import { boundaries, followCounts } from './tables';

type Member = { id: MemberId; handle: string; email: string };
const refused = expect.objectContaining({ name: 'Refusal', kind: 'invalid', code: 'site.cursor' });
/** As many members, in the order in which they joined. */
const many = async (count: number): Promise<Member[]> =>
  (await Promise.all(Array.from({ length: count }, () => aMember()))).sort((one, other) => one.id - other.id);
const handlesOf = (people: { handle: string }[]) => people.map(({ handle }) => handle);

/** Walks a list to its end, doing something between two pages. */
async function walk(list: (cursor?: string) => Promise<Page<{ handle: string }>>, between = async () => {}) {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor);
    expect(page.items.length).toBeLessThanOrEqual(pageSize);
    seen.push(...handlesOf(page.items));
    cursor = page.next ?? undefined;
    await between();
  } while (cursor !== undefined);
  return seen;
}

/** Every list in which people stand, made so that these stand in it. */
const lists: [string, (of: Member, viewer: Looking, cursor?: string) => Promise<Page<PersonCard>>][] = [
  ['the newest', (_, viewer, cursor) => listPeople('newest', viewer, cursor)],
  ['the most followed', (_, viewer, cursor) => listPeople('most-followed', viewer, cursor)],
  ['followers', (of, viewer, cursor) => listFollows('followers', of, viewer, cursor)],
  ['following', (of, viewer, cursor) => listFollows('following', of, viewer, cursor)],
];

describe('every list of people', () => {
  test.each(lists)('pages %s by 24, each once, none skipped while others come', async (_, list) => {
    const ana = await aMember();
    const crowd = await many(60);
    const at = new Date('2026-01-01T00:00:00Z');
    for (const [place, member] of crowd.entries()) {
      // Ten of one instant, and all of one count: the id parts what the time does not.
      const when = new Date(at.getTime() + Math.floor(place / 10));
      await aFollow(ana, member, when);
      await aFollow(member, ana, when);
    }
    const seen = await walk(
      (cursor) => list(ana, null, cursor),
      async () => {
        const late = await aMember();
        await aFollow(late, ana);
        await aFollow(ana, late);
      },
    );
    const ours = new Set(handlesOf(crowd));
    expect(seen.filter((handle) => ours.has(handle))).toEqual(handlesOf(crowd).reverse());
    expect(new Set(seen).size).toBe(seen.length);
  });

  test.each(lists)('leaves out of %s whom the viewer blocked or muted, and nobody for others', async (_, list) => {
    const [ana, viewer, blocked, muted, other] = (await many(5)) as [Member, Member, Member, Member, Member];
    for (const each of [blocked, muted, other]) {
      await aFollow(ana, each);
      await aFollow(each, ana);
    }
    await aBoundary(viewer, blocked, 'block');
    await aBoundary(viewer, muted, 'mute');
    // The other way round hides nobody.
    await aBoundary(other, viewer, 'mute');
    const three = new Set(handlesOf([blocked, muted, other]));
    const seenBy = async (who: Looking) =>
      (await walk((cursor) => list(ana, who, cursor))).filter((handle) => three.has(handle)).sort();
    expect(await seenBy(viewer)).toEqual([other.handle]);
    expect(await seenBy(null)).toEqual([...three].sort());
    expect(await seenBy(ana)).toEqual([...three].sort());
  });

  test.each(lists)('leaves out of %s who is suspended or leaving', async (_, list) => {
    const [ana, suspended, leaving] = (await many(3)) as [Member, Member, Member];
    for (const each of [suspended, leaving]) {
      await aFollow(ana, each);
      await aFollow(each, ana);
    }
    await db.update(members).set({ suspendedAt: new Date() }).where(eq(members.id, suspended.id));
    await db.update(members).set({ deletedAt: new Date() }).where(eq(members.id, leaving.id));
    const seen = await walk((cursor) => list(ana, null, cursor));
    expect(seen).not.toContain(suspended.handle);
    expect(seen).not.toContain(leaving.handle);
  });

  test.each(lists)('says in %s whom the viewer follows, and nothing that is private', async (_, list) => {
    const [ana, viewer, followed, other] = (await many(4)) as [Member, Member, Member, Member];
    for (const each of [followed, other]) {
      await aFollow(ana, each);
      await aFollow(each, ana);
    }
    await aFollow(viewer, followed);
    const { items } = await list(ana, viewer);
    const card = (of: Member) => items.find(({ handle }) => handle === of.handle);
    expect([card(followed)?.isFollowed, card(other)?.isFollowed]).toEqual([true, false]);
    expect(card(followed)?.followers).toBe(2);
    expect(JSON.stringify(items)).not.toContain(followed.email);
  });

  test.each(lists)('refuses for %s a cursor that was tampered with, or of another list', async (_, list) => {
    const ana = await aMember();
    const word = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const bad = ['x', '', '%', word('1'), word(0), word([1]), word([-1, 1]), word([1, 1, 1]), 'a'.repeat(1_000_000)];
    for (const cursor of bad) await expect(list(ana, null, cursor)).rejects.toEqual(refused);
  });

  test('is read by its index, however many there are', async () => {
    const plan = await db.transaction(async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      await tx.execute(sql`set local enable_sort = off`);
      const { rows } = await tx.execute(
        sql`explain select member_id from ${followCounts} where followers > 0 order by followers desc, member_id desc limit 25`,
      );
      return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
    });
    expect(plan).toMatch(/using follow_counts_most_followed/);
  });
});

describe('what a member has to do with others', () => {
  test('is told of those who are here, by handle', async () => {
    const [viewer, followed, blocked, stranger, away] = (await many(5)) as [Member, Member, Member, Member, Member];
    await aFollow(viewer, followed);
    await aFollow(blocked, viewer);
    await aBoundary(viewer, blocked, 'block');
    await aBoundary(stranger, viewer, 'block');
    await db.update(members).set({ suspendedAt: new Date() }).where(eq(members.id, away.id));
    const handles = [...handlesOf([followed, blocked, stranger, away]), 'nobody_at_all'];
    expect(await findRelations(viewer, handles)).toEqual({
      [followed.handle]: { isFollowed: true, boundary: null },
      [blocked.handle]: { isFollowed: false, boundary: 'block' },
      // Whoever blocked the viewer is not told of.
      [stranger.handle]: { isFollowed: false, boundary: null },
    });
  });

  test('is hidden by at most a thousand handles, the newest first', async () => {
    const viewer = await aMember();
    const { rows } = await db.execute<{ id: string }>(sql`
      insert into ${members} (handle, name, email)
      select 'hid_' || n || '_' || ${viewer.id}::text, 'x', 'hid' || n || '_' || ${viewer.id}::text || '@example.test' from generate_series(1, 1010) as n
      returning id`);
    await db.insert(boundaries).values(
      rows.map(({ id }, place) => ({
        memberId: viewer.id,
        otherId: Number(id) as MemberId,
        kind: 'mute' as const,
        createdAt: new Date(Date.UTC(2026, 0, 1, 0, 0, place)),
      })),
    );
    const hidden = await listHidden(viewer);
    expect(hidden).toHaveLength(mostHidden);
    expect(hidden[0]).toBe(`hid_1010_${viewer.id}`);
    const all = await walk((cursor) => listBoundaries(viewer, cursor));
    expect(all).toHaveLength(1010);
    expect(new Set(all).size).toBe(1010);
  });

  test('is nobody else’s to see', async () => {
    const [viewer, other, third] = (await many(3)) as [Member, Member, Member];
    await aBoundary(viewer, other, 'block');
    expect([await listHidden(other), (await listBoundaries(third)).items]).toEqual([[], []]);
    expect(handlesOf((await listBoundaries(viewer)).items)).toEqual([other.handle]);
  });

  test.each([
    ['a short word', 'bo', undefined],
    ['two', 'bo1,ana', ['bo1', 'ana']],
    ['one twice', 'ana,ana', ['ana']],
    ['nothing', '', undefined],
    ['an end left open', 'ana,', undefined],
    ['what is no handle', "ana,' or 1=1", undefined],
    ['capitals', 'Ana', undefined],
    ['a million letters', 'x'.repeat(1_000_000), undefined],
    ['fifty-one', Array.from({ length: 51 }, (_, i) => `m_${i}`).join(), undefined],
  ])('is asked by handles, at most fifty: %s', (_, words, asked) => {
    expect(peopleAsked.safeParse(words).data).toEqual(asked);
  });
});

describe('the counts of a person', () => {
  test('are kept until the next follow, and are none for words that are no handle', async () => {
    const [ana, bo] = (await many(2)) as [Member, Member];
    await aFollow(ana, bo);
    carriedTags.length = 0;
    expect(await findFollowCounts(bo.handle)).toEqual({ followers: 1, following: 0 });
    expect(carriedTags).toEqual([`follows:${bo.handle}`]);
    for (const word of ['../etc', "' or 1=1", '', 'x'.repeat(1_000)])
      expect(await findFollowCounts(word)).toEqual({ followers: 0, following: 0 });
    expect(carriedTags).toHaveLength(1);
  });
});
