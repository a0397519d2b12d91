import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from '@upstash/redis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '@/testing/ports';
import { startRedis } from './server';

let dataDir: string;
let logPath: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'vitrine-journal-'));
  logPath = join(dataDir, 'commands.log');
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Runs the twin on the folder for as long as `work` takes. */
async function withRedis<T>(work: (redis: Redis, url: string) => Promise<T>): Promise<T> {
  const server = await startRedis({ port: 0, token: 'secret', dataDir });
  try {
    return await work(
      new Redis({ url: server.url, token: 'secret', enableTelemetry: false, retry: false }),
      server.url,
    );
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

  it('holds a transaction in one line, so that a torn line takes all of it or nothing', async () => {
    await withRedis(async (redis) => {
      await redis.multi().incr('a').incr('b').exec();
      expect(readFileSync(logPath, 'utf8')).toBe('[["INCR","a"],["INCR","b"]]\n');
    });
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
});

describe('the process', () => {
  const main = new URL('./main.ts', import.meta.url).pathname;
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  async function start(port: number, engine = 'js') {
    const child = fork(main, {
      execArgv: ['--import', 'tsx'],
      env: {
        ...process.env,
        REDIS_PORT: String(port),
        REDIS_TOKEN: 'secret',
        REDIS_DATA_DIR: dataDir,
        LOCAL_REDIS_ENGINE: engine,
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    children.push(child);
    let said = '';
    child.stderr?.on('data', (piece) => {
      said += String(piece);
    });
    const ended = once(child, 'exit').then(([code]) => Number(code));
    const isReady = await Promise.race([once(child, 'message').then(() => true), ended.then(() => false)]);
    const redis = new Redis({ url: `http://127.0.0.1:${port}`, token: 'secret', enableTelemetry: false, retry: false });
    return { child, ended, isReady, redis, said: () => said };
  }

  it('killed in the middle of writing, loses nothing it had answered', async () => {
    const port = await freePort();
    const first = await start(port);
    let answered = 0;
    const writers = Array.from({ length: 4 }, async () => {
      for (;;) answered = Math.max(answered, await first.redis.incr('n'));
    });
    await expect.poll(() => answered, { timeout: 10_000 }).toBeGreaterThan(200);
    first.child.kill('SIGKILL');
    await Promise.allSettled(writers);
    const second = await start(port);
    expect(second.isReady).toBe(true);
    expect(Number(await second.redis.get('n'))).toBeGreaterThanOrEqual(answered);
  });

  it('ends when asked to, and when the one who started it is gone', async () => {
    const asked = await start(await freePort());
    await asked.redis.set('k', 'kept');
    asked.child.kill('SIGTERM');
    expect(await asked.ended).toBe(0);
    const orphaned = await start(await freePort());
    expect(await orphaned.redis.get('k')).toBe('kept');
    orphaned.child.disconnect();
    expect(await orphaned.ended).toBe(0);
  });

  it('says in one sentence why it does not start', async () => {
    const port = await freePort();
    await start(port);
    const second = await start(port);
    expect([second.isReady, await second.ended]).toEqual([false, 1]);
    expect(second.said()).toMatch(/^redis: .*EADDRINUSE.*\n$/);
  });
});
