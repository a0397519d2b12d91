import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from '@upstash/redis';
import { ClientSession, createRedisCommandExecutor, RedisServerState } from 'js-redis-server/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { race } from '@/testing/race';
import { Journal } from './journal';
import { LogFile } from './log-file';
import { startRedis } from './server';

let dataDir: string;
let logPath: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'vitrine-journal-'));
  logPath = join(dataDir, 'commands.log');
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Runs the twin on the folder for as long as `work` takes. */
async function withRedis<T>(work: (redis: Redis) => Promise<T>, compactFromBytes?: number): Promise<T> {
  const server = await startRedis({ port: 0, token: 'secret', dataDir, compactFromBytes });
  try {
    return await work(new Redis({ url: server.url, token: 'secret', enableTelemetry: false, retry: false }));
  } finally {
    await server.stop();
  }
}

describe('the log', () => {
  it('brings every kind of value back, and says so again after it was started anew', async () => {
    const write = async (redis: Redis) => {
      await redis.set('text', '图片 \0 é');
      await redis.incrbyfloat('float', 0.1);
      await redis.hset('hash', { a: 1, b: '二' });
      await redis.rpush('list', 'x', 'y');
      await redis.sadd('set', 'm');
      await redis.zadd('zset', { score: 1.25, member: 'z' });
      await redis.eval("return redis.call('ZADD', KEYS[1], '+inf', 'top')", ['zset'], []);
      await redis.xadd('stream', '*', { field: 'value' });
      await redis.setbit('bits', 7, 1);
    };
    const read = async (redis: Redis) => [
      await redis.get('text'),
      await redis.get('float'),
      await redis.hgetall('hash'),
      await redis.lrange('list', 0, -1),
      await redis.smembers('set'),
      await redis.zrange('zset', 0, -1, { withScores: true }),
      await redis.xrange('stream', '-', '+'),
      await redis.getbit('bits', 7),
    ];
    const before = await withRedis(async (redis) => {
      await write(redis);
      return read(redis);
    });
    expect(await withRedis(read)).toEqual(before);
    expect(await withRedis(read)).toEqual(before);
  });

  it('remembers ends as instants, whichever way they were said', async () => {
    const ways: [string, (redis: Redis) => Promise<unknown>][] = [
      ['set', (redis) => redis.set('set', 1, { ex: 100 })],
      ['setex', (redis) => redis.setex('setex', 100, 1)],
      ['expire', (redis) => redis.pipeline().incr('expire').expire('expire', 100).exec()],
      ['getex', (redis) => redis.pipeline().set('getex', 1).getex('getex', { ex: 100 }).exec()],
      ['script', (redis) => redis.eval("return redis.call('SET', KEYS[1], 1, 'EX', 100)", ['script'], [])],
      ['kept', (redis) => redis.pipeline().set('kept', 1, { ex: 100 }).set('kept', 2, { keepTtl: true }).exec()],
    ];
    const instants = (redis: Redis) =>
      Promise.all(ways.map(([key]) => redis.eval("return redis.call('PEXPIRETIME', KEYS[1])", [key], [])));
    const before = await withRedis(async (redis) => {
      for (const [, way] of ways) await way(redis);
      return instants(redis);
    });
    expect(before.every((instant) => Number(instant) > Date.now())).toBe(true);
    expect(await withRedis(instants)).toEqual(before);
  });

  it('never gives a key that ended a second life', async () => {
    await withRedis(async (redis) => {
      await redis.multi().set('counter', 5, { px: 50 }).incr('counter').exec();
      await expect.poll(() => redis.exists('counter'), { timeout: 10_000 }).toBe(0);
      await redis.incr('counter');
      await redis.set('gone', 1, { px: 1 });
    });
    await withRedis(async (redis) => {
      expect(await redis.get('counter')).toBe(1);
      expect(await redis.ttl('counter')).toBe(-1);
      expect(await redis.exists('gone')).toBe(0);
    });
  });

  it('repeats what chance decided, not the chance', async () => {
    const members = Array.from({ length: 50 }, (_, i) => `m${i}`);
    const left = await withRedis(async (redis) => {
      await redis.sadd('set', 'm', ...members);
      await redis.spop('set', 25);
      return (await redis.smembers('set')).sort();
    });
    expect(await withRedis(async (redis) => (await redis.smembers('set')).sort())).toEqual(left);
  });

  it('keeps what a script did before it failed, as Redis does', async () => {
    await withRedis(async (redis) => {
      await redis.set('text', 'x');
      await expect(redis.eval("redis.call('INCR', 'n') return redis.call('INCR', 'text')", [], [])).rejects.toThrow(
        'integer',
      );
      expect(await redis.get('n')).toBe(1);
    });
    expect(await withRedis((redis) => redis.get('n'))).toBe(1);
  });

  it.each([
    ['written', Number.POSITIVE_INFINITY],
    ['started anew', 1],
  ])('takes a transaction whole, in whatever moment of it the log is %s', async (_, compactFromBytes) => {
    for (let moment = 0; moment < 16; moment++) {
      const state = new RedisServerState({ activeExpiryIntervalMs: false });
      const file = new LogFile(dataDir);
      const journal = new Journal(state.getDatabase(0), file, compactFromBytes);
      const executor = createRedisCommandExecutor({ policies: [journal.policy] });
      const session = new ClientSession({ server: state, executor });
      await journal.replay(async () => {});
      journal.compact();
      // Something waits to be written when the transaction begins.
      for (const command of ['INCR', 'MULTI', 'INCR', 'INCR']) {
        await session.execute(command, command === 'INCR' ? [Buffer.from('n')] : []);
      }
      const ended = session.execute('EXEC', []);
      for (let turn = 0; turn < moment; turn++) await Promise.resolve();
      journal.write();
      const half = readFileSync(logPath, 'utf8');
      await ended;
      journal.write();
      file.close();
      expect(half.split('INCR').length - 1, `after ${moment} turns`).not.toBe(2);
      expect(await withRedis((redis) => redis.get('n'))).toBe(3);
      rmSync(logPath);
    }
  });

  it('cuts off a torn last line and goes on', async () => {
    await withRedis((redis) => redis.set('whole', 1));
    appendFileSync(logPath, '[["SET","torn"');
    await withRedis(async (redis) => {
      expect(await redis.mget('whole', 'torn')).toEqual([1, null]);
      await redis.set('after', 2);
    });
    expect(await withRedis((redis) => redis.mget('whole', 'after'))).toEqual([1, 2]);
  });

  it('refuses to start on a log that is broken before its end, and leaves it as it is', async () => {
    const broken = '[["SET","a","1"]]\nnoise\n[["SET","b","2"]]\n';
    writeFileSync(logPath, broken);
    await expect(withRedis((redis) => redis.ping())).rejects.toThrow('broken at line 2');
    expect(readFileSync(logPath, 'utf8')).toBe(broken);
  });

  it('is no longer than its data after a start', async () => {
    await withRedis(async (redis) => {
      const pipeline = redis.pipeline();
      for (let i = 0; i < 1_000; i++) pipeline.incr('n');
      await pipeline.exec();
      expect(statSync(logPath).size).toBeGreaterThan(10_000);
    });
    await withRedis(async (redis) => {
      expect(statSync(logPath).size).toBeLessThan(200);
      expect(await redis.get('n')).toBe(1_000);
    });
  });

  it('is started anew in mid-life as well, and tells nothing twice', async () => {
    await withRedis(async (redis) => {
      await race(300, () => redis.multi().incr('n').incr('n').exec());
      expect(statSync(logPath).size).toBeLessThan(4_000);
    }, 1_000);
    expect(await withRedis((redis) => redis.get('n'))).toBe(600);
  });
});
