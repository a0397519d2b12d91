import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { losers, race } from '@/testing/race';
import { redis } from './client';
import { aRedisForThisFile } from './factory';
import { limit } from './limits';
import { probeRedis } from './probe';

const server = aRedisForThisFile();
const hourly = { tokens: 5, windowSeconds: 3600 };

describe('a limit', () => {
  it('lets through as many as it says and refuses the rest, however many come at once', async () => {
    const outcomes = await race(30, () => limit('race', 'ana', hourly));
    const refusals = losers(outcomes);
    expect(refusals).toHaveLength(25);
    expect(refusals[0]).toMatchObject({ kind: 'limited', code: 'site.limited' });
    expect(refusals[0]).toHaveProperty('details.retryAfterSeconds', expect.any(Number));
  });

  it('is one for each name and key', async () => {
    await race(5, () => limit('one', 'ana', hourly));
    await expect(limit('one', 'bo', hourly)).resolves.toBeUndefined();
    await expect(limit('other', 'ana', hourly)).resolves.toBeUndefined();
    await expect(limit('one', 'ana', hourly)).rejects.toMatchObject({ kind: 'limited' });
  });

  it('lets somebody in again when the window has passed', async () => {
    const quick = { tokens: 1, windowSeconds: 1 };
    await limit('quick', 'ana', quick);
    await expect(limit('quick', 'ana', quick)).rejects.toMatchObject({ details: { retryAfterSeconds: 1 } });
    await expect
      .poll(
        () =>
          limit('quick', 'ana', quick).then(
            () => true,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
  });

  it('writes nobody’s address or name into Redis', async () => {
    await limit('disguise', '203.0.113.77', hourly);
    const keys = await redis.keys('limit:disguise*');
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toContain('203.0.113.77');
  });
});

describe('without Redis', () => {
  const silent: Server[] = [];
  afterEach(() => {
    for (const one of silent.splice(0)) one.close();
    vi.restoreAllMocks();
  });

  it('everybody passes a limit, with a line in the log, and the probe says that it is down', async () => {
    await server.goDown();
    vi.stubEnv('LOG_LEVEL', 'warn');
    const lines: string[] = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
    await race(10, () => limit('down', 'ana', hourly)).then((outcomes) => expect(losers(outcomes)).toEqual([]));
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    expect(lines.filter((line) => line.includes('redis.limit-skipped'))).toHaveLength(10);
    expect(lines.join()).not.toContain('"ana"');
    await expect(probeRedis()).rejects.toThrow();
  });

  it('a call that nobody answers is given up', async () => {
    const deaf = createServer((socket) => socket.on('error', () => {}));
    silent.push(deaf);
    await new Promise<void>((resolve) => deaf.listen(server.port(), '127.0.0.1', resolve));
    await expect(redis.get('anything')).rejects.toThrow(/timeout|aborted/i);
    await expect(limit('deaf', 'ana', hourly)).resolves.toBeUndefined();
    deaf.close();
  });

  it('all is well again when it is back', async () => {
    await server.comeUp();
    await expect(probeRedis()).resolves.toBeUndefined();
    await expect(limit('race', 'ana', hourly)).rejects.toMatchObject({ kind: 'limited' });
  });
});
