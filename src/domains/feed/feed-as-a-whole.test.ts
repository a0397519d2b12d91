import { getTableColumns } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { type MemberId, members } from '@/domains/accounts/tables';
import { activities } from '@/domains/activity/tables';
import { images } from '@/domains/images/tables';
import { boundaries, follows } from '@/domains/social/tables';
import { db } from '@/platform/db/client';
import { aWorld, beginAnew, doDeed, happens, someFolk, type World } from './factory';
import { type FeedGroup, listFeed } from './queries';

/**
 * Random worlds in which people follow, block, share, like, change their minds and leave. After every few changes each of them reads the feed to its end,
 * and each page is compared with what comes out when all rows are looked at one by one.
 */
const checksAtLeast = 5_000;
let checks = 0;

let folk: MemberId[] = [];
beforeAll(async () => {
  folk = await someFolk();
});

/** Everything there is, to be looked at one by one. */
async function everything() {
  const [deeds, allMembers, allImages, allFollows, allBoundaries] = await Promise.all([
    db.select(getTableColumns(activities)).from(activities),
    db.select().from(members),
    db.select().from(images),
    db.select().from(follows),
    db.select().from(boundaries),
  ]);
  return { deeds: deeds.sort((a, b) => b.id - a.id), allMembers, allImages, allFollows, allBoundaries };
}
type Everything = Awaited<ReturnType<typeof everything>>;

/** The feed by its words: no index, no cleverness. */
function bruteForce(viewer: MemberId, all: Everything) {
  const present = new Set(all.allMembers.filter((m) => !m.suspendedAt && !m.deletedAt).map(({ id }) => id));
  const hidden = new Set(all.allBoundaries.filter((b) => b.memberId === viewer).map(({ otherId }) => otherId));
  const seen = (id: MemberId) => present.has(id) && !hidden.has(id);
  const followed = all.allFollows.filter((f) => f.followerId === viewer).map(({ followedId }) => followedId);
  const imageOf = new Map(all.allImages.map((image) => [image.id as number, image]));
  return all.deeds.filter(({ actorId, targetKind, targetId }) => {
    if (actorId === viewer || !seen(actorId) || (followed.length > 0 && !followed.includes(actorId))) return false;
    if (targetKind === 'member') return seen(targetId as MemberId);
    const image = imageOf.get(targetId);
    const isFine = image?.state === 'ready' && image.audience === 'public' && !image.hiddenAt && !image.deletedAt;
    return isFine && seen(image.ownerId);
  });
}

/** Groups of a page of the newest deeds, by another way than the product's: each deed gets the name of its group, and as many fit as have ten names. */
function pageOf(deeds: Everything['deeds']) {
  const names = deeds.slice(0, 60).map(({ verb, actorId, targetKind, targetId }, i, some) => {
    if (verb !== 'shared' && verb !== 'joined') return `${verb} ${targetKind} ${targetId}`;
    let from = i;
    while (some[from - 1]?.verb === verb && some[from - 1]?.actorId === actorId) from--;
    return `${verb} from ${from}`;
  });
  const shown = [...new Set(names)].slice(0, 10);
  const end = names.findIndex((name) => !shown.includes(name));
  const used = names.slice(0, end < 0 ? undefined : end);
  const groups = shown.map((name) => deeds.filter((_, i) => used[i] === name));
  return { groups, rest: deeds.slice(used.length) };
}

/** What a group says, for comparison: the newest deed, the verb, who, and on what. */
const said = (group: FeedGroup) => ({
  id: group.id,
  verb: group.verb,
  who: group.actors.map(({ handle }) => handle),
  what: targetsOf(group),
});
function targetsOf(group: FeedGroup): (number | string)[] {
  if (group.verb === 'joined') return [];
  if (group.verb === 'followed') return [group.person.handle];
  return group.verb === 'shared' ? group.images.map(({ id }) => id) : [group.image.id];
}
function wanted(group: Everything['deeds'], handleOf: Map<MemberId, string>) {
  const [newest] = group as [Everything['deeds'][number]];
  const who = [...new Set(group.map(({ actorId }) => handleOf.get(actorId)))];
  const what = newest.verb === 'shared' ? group.map(({ targetId }) => targetId) : [newest.targetId];
  const named = newest.verb === 'followed' ? [handleOf.get(newest.targetId as MemberId)] : what;
  return { id: newest.id, verb: newest.verb, who, what: newest.verb === 'joined' ? [] : named };
}

/** Reads a feed to its end and compares each page; does something before each next page. */
async function walk(viewer: MemberId, all: Everything, between = async () => {}) {
  const handleOf = new Map(all.allMembers.map(({ id, handle }) => [id, handle]));
  let left = bruteForce(viewer, all);
  let cursor: string | undefined;
  do {
    const page = await listFeed({ id: viewer }, cursor);
    const { groups, rest } = pageOf(left);
    expect(page.items.map(said)).toEqual(groups.map((group) => wanted(group, handleOf)));
    expect(page.next === null).toBe(rest.length === 0);
    expect(page.isOfEverybody).toBe(!all.allFollows.some(({ followerId }) => followerId === viewer));
    checks++;
    left = rest;
    cursor = page.next ?? undefined;
    await between();
  } while (cursor !== undefined);
}

describe('every page of everybody’s feed', () => {
  it('is what looking at all rows one by one gives, whatever people do', async () => {
    const holds = async ({ before, rounds }: World) => {
      const wall = await beginAnew(folk, before);
      for (const changes of rounds) {
        for (const one of changes) await happens(one, folk, wall);
        const all = await everything();
        await Promise.all(folk.map((viewer) => walk(viewer, all)));
      }
    };
    await fc.assert(fc.asyncProperty(aWorld, holds), { numRuns: 32, seed: 20_261_121, endOnFailure: true });
    expect(checks).toBeGreaterThan(0);
  }, 240_000);

  it('is the same whole list while others go on doing things between two pages', async () => {
    const holds = async ({ before }: World) => {
      const wall = await beginAnew(folk, before);
      for (const viewer of folk) {
        // Somebody new: who does an old deed again takes it to the newest place, from where this walk has been.
        const { id } = await aMember();
        const isFollower = viewer !== folk[0];
        if (isFollower) await db.insert(follows).values({ followerId: viewer, followedId: id, createdAt: new Date() });
        const meanwhile = async () => {
          for (const targetId of wall.slice(0, 3))
            await doDeed({ actorId: id, verb: 'liked', targetKind: 'image', targetId });
        };
        await walk(viewer, await everything(), meanwhile);
      }
    };
    await fc.assert(fc.asyncProperty(aWorld, holds), { numRuns: 10, seed: 20_261_122, endOnFailure: true });
    expect(checks).toBeGreaterThanOrEqual(checksAtLeast);
  }, 240_000);
});
