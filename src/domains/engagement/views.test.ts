import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { anImage } from '@/domains/images/factory';
import { images } from '@/domains/images/tables';
import { db } from '@/platform/db/client';
import { redis } from '@/platform/redis/client';
import { startRedis } from '@/platform/twins/redis/server';
import { freePort } from '@/testing/ports';
import { race, winners } from '@/testing/race';
import { addBatch, type Batch, dropBatch, flushViews, lastBatch, takeBatch } from './commands/flush-views';
import { rebuildViews } from './commands/rebuild-views';
import { recordVisit, type Visit } from './commands/record-visit';
import { dayRankingKey, deltaKey, flushingKey, viewsKey, visitorsKey } from './keys';
import { countViews } from './queries';
import { dayOf, weekWeight } from './rules';
import { imageViewDays, imageViews, viewFlushes } from './tables';

const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';
const noon = new Date('2026-11-21T12:00:00Z');
const minutesLater = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

let dataDir: string;
let port: number;
let server: Awaited<ReturnType<typeof startRedis>>;
const startAgain = async () => {
  server = await startRedis({ port, token: 'test', dataDir });
};

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vitrine-views-'));
  port = await freePort();
  await startAgain();
  // Patience, so that a busy machine does not look like a Redis that is down.
  Object.assign(process.env, { UPSTASH_REDIS_REST_URL: server.url, REDIS_TIMEOUT_MS: '4000' });
});
afterAll(async () => {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  await redis.flushdb();
  await db.delete(imageViews);
  await db.delete(imageViewDays);
  await db.delete(viewFlushes);
});

type Image = Visit['image'];

async function look(image: Image, given: Partial<Visit> & { agent?: string; address?: string } = {}, now = noon) {
  const { agent = browser, ...rest } = given;
  return recordVisit(
    { image, viewer: null, address: '192.0.2.1', headers: new Headers({ 'user-agent': agent }), ...rest },
    now,
  );
}

async function inPostgres(image: Image) {
  const [row] = await db.select().from(imageViews).where(eq(imageViews.imageId, image.id));
  return row ? [row.views, row.visitors] : null;
}

const inRedis = async (image: Image) => (await redis.mget(viewsKey(image.id), visitorsKey(image.id))).map(Number);

async function taken(): Promise<Batch> {
  const batch = await takeBatch();
  if (batch === 'strayed') throw new Error('strayed');
  return batch;
}

describe('a visit', () => {
  it('counts once in 30 minutes for each visitor and image', async () => {
    const [image, other] = [await anImage(), await anImage()];
    expect(await look(image)).toEqual({ views: 1, outcome: 'counted' });
    expect(await look(image, {}, minutesLater(29.9))).toEqual({ views: 1, outcome: 'repeated' });
    expect(await look(image, {}, minutesLater(30))).toEqual({ views: 2, outcome: 'counted' });
    expect(await look(image, { address: '192.0.2.2' })).toEqual({ views: 3, outcome: 'counted' });
    expect(await look(image, { agent: `${browser} Edg/140` })).toEqual({ views: 4, outcome: 'counted' });
    expect(await look(other)).toEqual({ views: 1, outcome: 'counted' });
    expect(await inRedis(image)).toEqual([4, 3]);
  });

  it('counts one of a hundred at once by the same visitor', async () => {
    const image = await anImage();
    const outcomes = winners(await race(100, () => look(image)));
    expect(outcomes).toHaveLength(100);
    expect(outcomes.filter(({ outcome }) => outcome === 'counted')).toHaveLength(1);
    expect(outcomes.every(({ views }) => views === 1)).toBe(true);
  });

  it('counts every one of a hundred visitors at once', async () => {
    const image = await anImage();
    await race(100, (i) => look(image, { address: `192.0.2.${i}` }));
    expect(await inRedis(image)).toEqual([100, 100]);
    await flushViews();
    expect(await inPostgres(image)).toEqual([100, 100]);
  });

  it('knows a member wherever they look from, and not by an address they share', async () => {
    const image = await anImage();
    const [ana, bo] = [await aMember(), await aMember()];
    expect((await look(image, { viewer: ana })).outcome).toBe('counted');
    expect((await look(image, { viewer: ana, address: '198.51.100.7', agent: 'Mozilla/5.0 (iPhone)' })).outcome).toBe(
      'repeated',
    );
    expect((await look(image, { viewer: bo })).outcome).toBe('counted');
    expect((await look(image)).outcome).toBe('counted');
  });

  it('holds a member to the 30 minutes across midnight, and calls them new the next day', async () => {
    const image = await anImage();
    const viewer = await aMember();
    const at = (time: string) => look(image, { viewer }, new Date(time));
    expect((await at('2026-11-21T23:50:00Z')).outcome).toBe('counted');
    expect((await at('2026-11-22T00:10:00Z')).outcome).toBe('repeated');
    expect((await at('2026-11-22T00:20:00Z')).outcome).toBe('counted');
    expect(await inRedis(image)).toEqual([2, 2]);
    await flushViews();
    expect(
      await db
        .select({ day: imageViewDays.day, views: imageViewDays.views })
        .from(imageViewDays)
        .orderBy(imageViewDays.day),
    ).toEqual([
      { day: '2026-11-21', views: 1 },
      { day: '2026-11-22', views: 1 },
    ]);
  });

  it('of the owner, of staff, of a crawler or of a page fetched ahead never counts, and still tells the number', async () => {
    const image = await anImage();
    await look(image);
    const ignored = { views: 1, outcome: 'ignored' };
    await flushViews();
    expect(await look(image, { viewer: { id: image.ownerId, role: 'member' } })).toEqual(ignored);
    expect(await look(image, { viewer: await aMember({ role: 'editor' }) })).toEqual(ignored);
    expect(await look(image, { address: '192.0.2.9', agent: 'Mozilla/5.0 (compatible; Googlebot/2.1)' })).toEqual(
      ignored,
    );
    const headers = new Headers({ 'user-agent': browser, 'sec-purpose': 'prefetch;prerender' });
    expect(await look(image, { address: '192.0.2.9', headers })).toEqual(ignored);
    expect(await inRedis(image)).toEqual([1, 1]);
  });

  it('leaves no address in Redis', async () => {
    await look(await anImage(), { address: '203.0.113.77' });
    const keys = await redis.keys('*');
    expect(keys.some((key) => key.startsWith('seen:'))).toBe(true);
    expect(keys.join(' ')).not.toContain('203.0.113.77');
  });

  it('is one call to Redis', async () => {
    const image = await anImage();
    await look(image);
    const before = Number((await fetchPing()).headers.get('upstash-sync-token'));
    await look(image, { address: '192.0.2.2' });
    const after = Number((await fetchPing()).headers.get('upstash-sync-token'));
    expect(after - before - 1).toBe(1);
  });
});

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

  it('counts every visit once that comes while it is being filled, also by two at once', async () => {
    const crowd = await Promise.all(Array.from({ length: 5 }, () => anImage()));
    for (const image of crowd) await look(image);
    await flushViews();
    await redis.flushdb();
    const rebuilding = race(3, () => rebuildViews(noon));
    await race(10, (i) => look(crowd[0] as Image, { address: `192.0.2.${100 + i}` }));
    await rebuilding;
    await flushViews();
    for (const image of crowd) expect(await inRedis(image)).toEqual(await inPostgres(image));
    expect(await inPostgres(crowd[1] as Image)).toEqual([1, 1]);
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

describe('without Redis', () => {
  it('lists still have their numbers and a visit says so, and all goes on by itself when it is back', async () => {
    const image = await anImage();
    await look(image);
    await flushViews();
    await look(image, { address: '192.0.2.2' });
    await server.stop();
    expect(await countViews([image.id])).toEqual(new Map([[image.id, 1]]));
    expect(await look(image, { address: '192.0.2.3' })).toEqual({ views: 1, outcome: 'unavailable' });
    await expect(flushViews()).rejects.toThrow();
    await startAgain();
    expect(await look(image, { address: '192.0.2.3' })).toEqual({ views: 3, outcome: 'counted' });
    await flushViews();
    expect(await inPostgres(image)).toEqual([3, 3]);
  });
});

it('weighs a view by its day so that halves are exact and no day overflows', () => {
  expect(weekWeight('2026-11-28') / weekWeight('2026-11-21')).toBe(4);
  for (const day of ['2025-06-01', '2026-11-21', '2044-06-01']) {
    expect(weekWeight(day)).toBeGreaterThan(Number.MIN_VALUE * 2 ** 60);
    expect(weekWeight(day)).toBeLessThan(Number.MAX_VALUE / 2 ** 40);
  }
});

function fetchPing() {
  return fetch(server.url, { method: 'POST', headers: { authorization: 'Bearer test' }, body: '["PING"]' });
}
