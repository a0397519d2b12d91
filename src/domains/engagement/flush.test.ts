import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { anImage } from '@/domains/images/factory';
import { images } from '@/domains/images/tables';
import { aReference } from '@/kernel/ids';
import { invariant } from '@/kernel/invariant';
import { db } from '@/platform/db/client';
import { redis } from '@/platform/redis/client';
import { aRedisForThisFile } from '@/platform/redis/factory';
import { race, winners } from '@/testing/race';
import { addBatch, type Batch, dropBatch, flushViews, lastBatch, takeBatch } from './commands/flush-views';
import { rebuildViews } from './commands/rebuild-views';
import { inPostgres, inRedis, look, minutesLater, noon, noViewsYet } from './factory';
import { dayRankingKey, deltaKey, flushingKey, viewsKey } from './keys';
import { countViews } from './queries';
import { dayOf } from './rules';
import { imageViews, viewFlushes } from './tables';

aRedisForThisFile();
beforeEach(noViewsYet);

async function taken(): Promise<Batch> {
  const batch = await takeBatch();
  invariant(batch !== 'strayed', 'Redis and Postgres follow from each other');
  return batch;
}

/** How many statements wait for a lock in this database. */
async function waiting(): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return rows[0]?.n ?? 0;
}

describe('a flush', () => {
  it('brings each view to Postgres once, whichever step it was killed after', async () => {
    const image = await anImage();
    let expected = 0;
    const kills: ((batch: Batch) => Promise<void>)[] = [
      async () => {},
      (batch) => addBatch(batch),
      async (batch) => {
        await addBatch(batch);
        await dropBatch(batch);
      },
    ];
    for (const [round, untilKilled] of kills.entries()) {
      await look(image, { address: `10.0.${round}.1` });
      await untilKilled(await taken());
      await look(image, { address: `10.0.${round}.2` });
      expected += 2;
      await flushViews();
      await flushViews();
      expect(await inPostgres(image)).toEqual([expected, expected]);
      expect(await inRedis(image)).toEqual([expected, expected]);
      expect(await redis.exists(deltaKey, flushingKey)).toBe(0);
    }
  });

  it('adds a batch once, however many carry it at the same time', async () => {
    const image = await anImage();
    await race(20, (i) => look(image, { address: `192.0.2.${i}` }));
    const outcomes = await race(8, () => flushViews());
    expect(winners(outcomes)).toHaveLength(8);
    expect(await inPostgres(image)).toEqual([20, 20]);
    expect(await lastBatch()).toBe(1);
  });

  it('that comes late with an old batch neither adds it nor drops the newer one', async () => {
    const image = await anImage();
    await look(image);
    const old = await taken();
    await flushViews();
    await look(image, { address: '192.0.2.2' });
    const newer = await taken();
    await addBatch(old);
    await dropBatch(old);
    expect(await taken()).toEqual(newer);
    await flushViews();
    expect(await inPostgres(image)).toEqual([2, 2]);
  });

  it('leaves out images that were erased meanwhile, and nothing else', async () => {
    const [gone, there] = [await anImage(), await anImage()];
    await look(gone);
    await look(there);
    await db.delete(images).where(eq(images.id, gone.id));
    await flushViews();
    expect([await inPostgres(gone), await inPostgres(there)]).toEqual([null, [1, 1]]);
  });

  it('does nothing where nothing was counted', async () => {
    expect(await flushViews()).toEqual({ batch: 0, images: 0 });
    expect(await lastBatch()).toBe(0);
  });

  it('loses no view when visits and flushes run together', async () => {
    const image = await anImage();
    const visits = race(60, (i) => look(image, { address: `192.0.2.${i}` }));
    for (let i = 0; i < 5; i++) await flushViews();
    await visits;
    await flushViews();
    expect(await inPostgres(image)).toEqual([60, 60]);
  });
});

describe('a Redis that lost its memory', () => {
  it('is filled anew from Postgres, totals and rankings', async () => {
    const [image, other] = [await anImage(), await anImage()];
    const yesterday = minutesLater(-24 * 60);
    await look(image, {}, yesterday);
    await look(image, { address: '192.0.2.2' }, yesterday);
    await look(other);
    await flushViews();
    const rankings = async () => [
      await redis.zrange(dayRankingKey(dayOf(noon)), 0, -1, { withScores: true }),
      await redis.zrange('ranking:week', 0, -1, { withScores: true }),
      await redis.zrange('ranking:all', 0, -1, { withScores: true }),
    ];
    const before = await rankings();
    await redis.flushdb();
    expect(await countViews([image.id])).toEqual(new Map([[image.id, 2]]));
    expect(await look(image, { address: '192.0.2.3' })).toEqual({ views: 2, outcome: 'counted' });
    expect(await redis.flushdb()).toBe('OK');
    await rebuildViews(noon);
    expect(await rankings()).toEqual(before);
    expect([await inRedis(image), await inRedis(other)]).toEqual([
      [2, 2],
      [1, 1],
    ]);
    expect(await look(image, { address: '192.0.2.4' })).toEqual({ views: 3, outcome: 'counted' });
    await flushViews();
    expect(await inPostgres(image)).toEqual([3, 3]);
  });

  it('is filled with every image, however many there are', async () => {
    const { id: _, ...image } = await anImage();
    const many = await db
      .insert(images)
      .values(Array.from({ length: 1_001 }, () => ({ ...image, ref: aReference() })))
      .returning({ id: images.id });
    await db.insert(imageViews).values(many.map(({ id }) => ({ imageId: id, views: 2, visitors: 1 })));
    expect(await rebuildViews(noon)).toBe(1_001);
    expect(await redis.zcard('ranking:all')).toBe(1_001);
    const totals = await redis.mget<number[]>(...many.map(({ id }) => viewsKey(id)));
    expect(totals.every((total) => total === 2)).toBe(true);
  });

  it('and was set back by a second drops its deltas instead of counting twice', async () => {
    const image = await anImage();
    await look(image);
    await flushViews();
    await look(image, { address: '192.0.2.2' });
    const before = await redis.hgetall<Record<string, number>>(deltaKey);
    await flushViews();
    expect(await inPostgres(image)).toEqual([2, 2]);
    // As it was a moment ago: the delta not yet taken, the number one less, a total somewhere between.
    await redis
      .multi()
      .hset(deltaKey, before ?? {})
      .set('views:batch', 1)
      .set(viewsKey(image.id), 1)
      .exec();
    expect(await flushViews()).toEqual({ rebuilt: 1 });
    expect(await inPostgres(image)).toEqual([2, 2]);
    expect(await inRedis(image)).toEqual([2, 2]);
  });

  it('is filled anew as well where Postgres was set back', async () => {
    const image = await anImage();
    await look(image);
    await flushViews();
    await db.delete(imageViews);
    await db.delete(viewFlushes);
    expect(await flushViews()).toEqual({ rebuilt: 0 });
    expect(await countViews([image.id])).toEqual(new Map([[image.id, 0]]));
  });

  it('counts every visit once that comes while it is being filled', async () => {
    const image = await anImage();
    let isFilling = true;
    const visitors = Array.from({ length: 2 }, async (_, visitor) => {
      for (let i = 0; isFilling; i++) await look(image, { address: `10.${visitor}.${i}` });
    });
    for (let i = 0; i < 5; i++) await rebuildViews(noon);
    isFilling = false;
    await Promise.all(visitors);
    await flushViews();
    expect(await inRedis(image)).toEqual(await inPostgres(image));
  });

  it('is filled once by two that try at the same time', async () => {
    const image = await anImage();
    await look(image);
    await flushViews();
    await redis.flushdb();
    const both = await db.transaction(async (tx) => {
      // Holds each at the point where it has cleared Redis and reads the totals.
      await tx.execute(sql`lock table ${imageViews} in access exclusive mode`);
      const first = rebuildViews(noon);
      await expect.poll(waiting, { timeout: 10_000 }).toBe(1);
      const second = rebuildViews(noon);
      await expect.poll(waiting, { timeout: 10_000 }).toBe(2);
      return [first, second];
    });
    await Promise.all(both);
    expect(await inRedis(image)).toEqual([1, 1]);
    expect(await flushViews()).toEqual({ batch: 1, images: 0 });
  });

  it('killed while it was being filled, is filled from the beginning by the next flush', async () => {
    const image = await anImage();
    await look(image);
    await flushViews();
    await redis.multi().set('views:rebuild', 'killed').del('views:batch').set(viewsKey(image.id), 1).exec();
    expect(await countViews([image.id])).toEqual(new Map([[image.id, 1]]));
    expect(await flushViews()).toEqual({ rebuilt: 1 });
    expect(await inRedis(image)).toEqual([1, 1]);
    expect(await redis.exists('views:rebuild')).toBe(0);
  });
});
