import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { type MemberId, members } from '@/domains/accounts/tables';
import { recordActivity } from '@/domains/activity/commands';
import type { TargetKind, Verb } from '@/domains/activity/rules';
import { anImage, aPicture } from '@/domains/images/factory';
import { type ImageId, images } from '@/domains/images/tables';
import { boundaries, follows } from '@/domains/social/tables';
import { encodeCursor } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { type FeedGroup, listFeed } from './queries';

const now = new Date('2026-11-20T12:00:00Z');
const follow = (follower: { id: MemberId }, followed: { id: MemberId }) =>
  db.insert(follows).values({ followerId: follower.id, followedId: followed.id, createdAt: now });
const put = (member: { id: MemberId }, kind: 'block' | 'mute', other: { id: MemberId }) =>
  db.insert(boundaries).values({ memberId: member.id, otherId: other.id, kind, createdAt: now });
const deed = (actor: { id: MemberId }, verb: Verb, targetKind: TargetKind, target: { id: number }) =>
  db.transaction((tx) => recordActivity(tx, { actorId: actor.id, verb, targetKind, targetId: target.id }, now));
const picture = aPicture();
const imageOf = async (owner: { id: MemberId }) => anImage({ ownerId: owner.id, pictureId: (await picture).id });

/** What a group says, by handles and references. */
function wordsOf(group: FeedGroup): string {
  const who = group.actors.map(({ handle }) => handle).join('+');
  switch (group.verb) {
    case 'joined':
      return `${who} joined`;
    case 'followed':
      return `${who} followed ${group.person.handle}`;
    case 'shared':
      return `${who} shared ${group.images.map(({ ref }) => ref).join('+')}`;
    case 'liked':
    case 'commented':
      return `${who} ${group.verb} ${group.image.ref}`;
  }
}
const feedOf = async (viewer: { id: MemberId }) => (await listFeed(viewer)).items.map(wordsOf);

/** A reader who follows somebody, and that somebody's friend, whom nobody follows. */
async function aCircle() {
  const [reader, actor, friend] = [await aMember(), await aMember(), await aMember()];
  await follow(reader, actor);
  return { reader, actor, friend };
}

describe('the feed', () => {
  it('tells what those do whom the reader follows, the newest first, with who and what it was done to', async () => {
    const { reader, actor, friend } = await aCircle();
    const [own, other] = [await imageOf(actor), await imageOf(friend)];
    await deed(actor, 'joined', 'member', actor);
    await deed(actor, 'shared', 'image', own);
    await deed(actor, 'liked', 'image', other);
    await deed(friend, 'liked', 'image', own);
    await deed(actor, 'followed', 'member', friend);
    await deed(actor, 'commented', 'image', other);
    expect(await feedOf(reader)).toEqual([
      `${actor.handle} commented ${other.ref}`,
      `${actor.handle} followed ${friend.handle}`,
      `${actor.handle} liked ${other.ref}`,
      `${actor.handle} shared ${own.ref}`,
      `${actor.handle} joined`,
    ]);
    expect(JSON.stringify(await listFeed(reader))).not.toContain('@example.test');
  });

  it('tells the same done to one thing once, and what one shared in a row together', async () => {
    const { reader, actor, friend } = await aCircle();
    await follow(reader, friend);
    const [first, second, third] = [await imageOf(actor), await imageOf(actor), await imageOf(actor)];
    await deed(actor, 'shared', 'image', first);
    await deed(friend, 'liked', 'image', first);
    await deed(actor, 'shared', 'image', second);
    await deed(actor, 'shared', 'image', third);
    await deed(actor, 'liked', 'image', first);
    expect(await feedOf(reader)).toEqual([
      `${actor.handle}+${friend.handle} liked ${first.ref}`,
      `${actor.handle} shared ${third.ref}+${second.ref}`,
      `${actor.handle} shared ${first.ref}`,
    ]);
  });

  it('never tells the reader what the reader did, but what was done to the reader', async () => {
    const { reader, actor } = await aCircle();
    await follow(actor, reader);
    const own = await imageOf(reader);
    await deed(reader, 'shared', 'image', own);
    await deed(actor, 'followed', 'member', reader);
    expect(await feedOf(reader)).toEqual([`${actor.handle} followed ${reader.handle}`]);
  });

  it.each([
    ['is hidden by staff', { hiddenAt: now }],
    ['is deleted', { deletedAt: now }],
    ['was made private', { audience: 'private' as const }],
    ['was made unlisted', { audience: 'unlisted' as const }],
  ])('keeps still about an image that %s', async (_, change) => {
    const { reader, actor, friend } = await aCircle();
    const image = await imageOf(friend);
    await deed(actor, 'liked', 'image', image);
    await db.update(images).set(change).where(eq(images.id, image.id));
    expect(await feedOf(reader)).toEqual([]);
  });

  it.each([
    ['is suspended', { suspendedAt: now }],
    ['is leaving', { deletedAt: now }],
  ])('keeps still about who %s: what they did, their images, and who followed them', async (_, change) => {
    const { reader, actor, friend } = await aCircle();
    const gone = await aMember();
    await follow(reader, gone);
    const [theirs, fine] = [await imageOf(gone), await imageOf(friend)];
    await deed(gone, 'liked', 'image', fine);
    await deed(actor, 'liked', 'image', theirs);
    await deed(actor, 'followed', 'member', gone);
    expect(await feedOf(reader)).toHaveLength(3);
    await db.update(members).set(change).where(eq(members.id, gone.id));
    expect(await feedOf(reader)).toEqual([]);
  });

  it.each(['block', 'mute'] as const)('keeps still about who lies behind a %s, until it is lifted', async (kind) => {
    const { reader, actor, friend } = await aCircle();
    const hidden = await aMember();
    await follow(reader, hidden);
    const [theirs, fine] = [await imageOf(hidden), await imageOf(friend)];
    await deed(hidden, 'liked', 'image', fine);
    await deed(actor, 'liked', 'image', theirs);
    await deed(actor, 'followed', 'member', hidden);
    await put(reader, kind, hidden);
    expect(await feedOf(reader)).toEqual([]);
    await db.delete(boundaries).where(eq(boundaries.memberId, reader.id));
    expect(await feedOf(reader)).toHaveLength(3);
  });

  it('tells what everybody does while the reader follows nobody, and keeps still once those followed are quiet', async () => {
    const { actor, friend } = await aCircle();
    const reader = await aMember();
    await deed(actor, 'joined', 'member', actor);
    await deed(reader, 'joined', 'member', reader);
    const everybody = await listFeed(reader);
    expect(everybody.isOfEverybody).toBe(true);
    expect(wordsOf(everybody.items[0] as FeedGroup)).toBe(`${actor.handle} joined`);
    await follow(reader, friend);
    expect(await listFeed(reader)).toEqual({ items: [], next: null, isOfEverybody: false });
  });

  it('has ten groups a page and at most sixty rows, and the next page goes on behind the last of them', async () => {
    const { reader, friend } = await aCircle();
    const crowd = await Promise.all(Array.from({ length: 70 }, () => aMember()));
    await db.insert(follows).values(crowd.map(({ id }) => ({ followerId: reader.id, followedId: id, createdAt: now })));
    const liked: Awaited<ReturnType<typeof imageOf>>[] = [];
    for (let i = 0; i < 12; i++) liked.push(await imageOf(friend));
    for (const image of liked) await deed(crowd[0] as { id: MemberId }, 'liked', 'image', image);
    for (const member of crowd.slice(1)) await deed(member, 'liked', 'image', liked[11] as { id: number });
    const first = await listFeed(reader);
    // 69 of the 70 who like the last image are newer than the one before it; sixty fill the page.
    expect(first.items.map(({ actors }) => actors.length)).toEqual([60]);
    const second = await listFeed(reader, first.next ?? '');
    expect(second.items.map(({ actors }) => actors.length)).toEqual([10, ...Array(9).fill(1)]);
    const third = await listFeed(reader, second.next ?? '');
    expect(third.items.map(wordsOf)).toEqual([1, 0].map((i) => `${crowd[0]?.handle} liked ${liked[i]?.ref}`));
    expect(third.next).toBeNull();
  });

  it.each([
    'x',
    '%',
    'W10',
    encodeCursor(0),
    encodeCursor(-1),
    encodeCursor(1.5),
    encodeCursor('1'),
    encodeCursor(1e300),
    encodeCursor([1]),
    '1'.repeat(1_000_000),
  ])('refuses a cursor that was tampered with: %.20s', async (cursor) => {
    await expect(listFeed(await aMember(), cursor)).rejects.toMatchObject({ kind: 'invalid', code: 'site.cursor' });
  });

  it('reads no more with a cursor that somebody else was given', async () => {
    const { reader, actor, friend } = await aCircle();
    await deed(actor, 'liked', 'image', await imageOf(friend));
    const foreign = encodeCursor(Number.MAX_SAFE_INTEGER);
    expect((await listFeed(reader, foreign)).items).toEqual((await listFeed(reader)).items);
    const image = await imageOf(friend);
    await deed(friend, 'shared', 'image', { id: image.id as ImageId });
    expect((await listFeed(reader, foreign)).items).toHaveLength(1);
  });
});
