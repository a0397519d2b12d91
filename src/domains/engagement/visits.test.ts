import { beforeEach, describe, expect, it } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { anImage } from '@/domains/images/factory';
import { db } from '@/platform/db/client';
import { redis } from '@/platform/redis/client';
import { aRedisForThisFile } from '@/platform/redis/factory';
import { race, winners } from '@/testing/race';
import { flushViews } from './commands/flush-views';
import { browser, inPostgres, inRedis, look, minutesLater, noViewsYet } from './factory';
import { countViews } from './queries';
import { imageViewDays } from './tables';

const server = aRedisForThisFile();
beforeEach(noViewsYet);

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
    const before = await server.answered();
    await look(image, { address: '192.0.2.2' });
    const after = await server.answered();
    expect(after - before - 1).toBe(1);
  });
});

describe('without Redis', () => {
  it('lists still have their numbers and a visit says so, and all goes on by itself when it is back', async () => {
    const image = await anImage();
    await look(image);
    await flushViews();
    await look(image, { address: '192.0.2.2' });
    await server.goDown();
    expect(await countViews([image.id])).toEqual(new Map([[image.id, 1]]));
    expect(await look(image, { address: '192.0.2.3' })).toEqual({ views: 1, outcome: 'unavailable' });
    await expect(flushViews()).rejects.toThrow();
    await server.comeUp();
    expect(await look(image, { address: '192.0.2.3' })).toEqual({ views: 3, outcome: 'counted' });
    await flushViews();
    expect(await inPostgres(image)).toEqual([3, 3]);
  });
});
