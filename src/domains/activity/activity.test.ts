import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import type { MemberId } from '@/domains/accounts/tables';
import { db } from '@/platform/db/client';
import { race, winners } from '@/testing/race';
import { type Deed, forgetActivity, forgetTarget, recordActivity } from './commands';
import { activities } from './tables';

const noon = new Date('2026-11-20T12:00:00Z');
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

/** Ids of images nobody else's test speaks of. */
let lastTarget = Date.now();
const likeBy = (actorId: MemberId): Deed => ({ actorId, verb: 'liked', targetKind: 'image', targetId: ++lastTarget });
const record = (deed: Deed, now = noon) => db.transaction((tx) => recordActivity(tx, deed, now));
const deedsOf = (actorId: MemberId) =>
  db.select().from(activities).where(eq(activities.actorId, actorId)).orderBy(activities.id);

describe('an activity', () => {
  it('is written once for the same deed within a minute, and keeps its place', async () => {
    const { id } = await aMember();
    const [first, second] = [likeBy(id), likeBy(id)];
    await record(first);
    await record(second);
    await record(first, later(59));
    const rows = await deedsOf(id);
    expect(rows.map(({ targetId }) => targetId)).toEqual([first.targetId, second.targetId]);
    expect(rows[0]?.createdAt).toEqual(noon);
  });

  it('moves to the newest place when it is done again a minute later', async () => {
    const { id } = await aMember();
    const [first, second] = [likeBy(id), likeBy(id)];
    await record(first);
    await record(second);
    await record(first, later(60));
    const rows = await deedsOf(id);
    expect(rows.map(({ targetId }) => targetId)).toEqual([second.targetId, first.targetId]);
    expect(rows[1]?.createdAt).toEqual(later(60));
  });

  it('is written exactly once by many at once', async () => {
    const { id } = await aMember();
    const deed = likeBy(id);
    // Connections first: runs that wait for theirs would come one after the other.
    await race(8, () => db.execute(sql`select pg_sleep(0.05)`));
    const outcomes = await race(40, () => record(deed));
    expect(winners(outcomes)).toHaveLength(40);
    expect(await deedsOf(id)).toHaveLength(1);
  });

  it('is gone when the deed is undone, alone', async () => {
    const { id } = await aMember();
    const [undone, kept] = [likeBy(id), likeBy(id)];
    await record(undone);
    await record(kept);
    await db.transaction((tx) => forgetActivity(tx, undone));
    expect((await deedsOf(id)).map(({ targetId }) => targetId)).toEqual([kept.targetId]);
  });

  it('goes with what it was done to, and with nothing of the same number and another kind', async () => {
    const { id } = await aMember();
    const deed = likeBy(id);
    await record(deed);
    await record({ ...deed, verb: 'followed', targetKind: 'member' });
    await db.transaction((tx) => forgetTarget(tx, { kind: 'image', id: deed.targetId }));
    expect((await deedsOf(id)).map(({ verb }) => verb)).toEqual(['followed']);
  });

  it('is not written when what it tells of fails', async () => {
    const { id } = await aMember();
    const failing = db.transaction(async (tx) => {
      await recordActivity(tx, likeBy(id), noon);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await deedsOf(id)).toEqual([]);
  });
});
