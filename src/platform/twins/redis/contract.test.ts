import { readFileSync } from 'node:fs';
import { Ratelimit } from '@upstash/ratelimit';
import { Redis } from '@upstash/redis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { race } from '@/testing/race';
import { contract } from './commands';
import { aRedis, homes } from './factory';

/** What the site may rely on, tried through the real client. */
describe.each(homes)('Redis on %s', (home) => {
  let redis: Redis;
  let there: Awaited<ReturnType<typeof aRedis>>;
  beforeAll(async () => {
    there = await aRedis(home);
    redis = there.redis;
  });
  afterAll(() => there.stop());
  beforeEach(async () => {
    await there.redis.flushdb();
  });

  it('keeps text of any script, JSON and numbers', async () => {
    const words = 'naïve 图片 🖼️ "quoted"\r\n\0 end';
    expect(await redis.set('words', words)).toBe('OK');
    expect(await redis.get('words')).toBe(words);
    await redis.set('thing', { title: '画', sizes: [1, 2.5] });
    expect(await redis.get('thing')).toEqual({ title: '画', sizes: [1, 2.5] });
    await redis.mset({ a: 1, b: 'two' });
    expect(await redis.mget('a', 'b', 'none')).toEqual([1, 'two', null]);
    expect(await redis.get('none')).toBeNull();
    await redis.set('ok', 'OK');
    expect(await redis.get('ok')).toBe('OK');
    expect(await redis.append('b', '+')).toBe(4);
    expect(await redis.strlen('b')).toBe(4);
  });

  it('gives the same text with and without base64 on the wire', async () => {
    await redis.set('plain', 'é图');
    const plain = new Redis({ ...there.address, responseEncoding: false, enableTelemetry: false });
    expect(await plain.get('plain')).toBe('é图');
    expect(await plain.set('plain', 'x')).toBe('OK');
  });

  it('counts', async () => {
    expect(await redis.incr('n')).toBe(1);
    expect(await redis.incrby('n', 41)).toBe(42);
    expect(await redis.decr('n')).toBe(41);
    expect(Number(await redis.incrbyfloat('n', 0.5))).toBe(41.5);
    expect(await redis.getset('n', 7)).toBe(41.5);
    expect(await redis.getdel('n')).toBe(7);
    expect(await redis.exists('n')).toBe(0);
  });

  it('sets under conditions, and ends keys in time', async () => {
    expect(await redis.set('k', 'a', { nx: true, ex: 100 })).toBe('OK');
    expect(await redis.set('k', 'b', { nx: true })).toBeNull();
    expect(await redis.set('k', 'c', { xx: true, get: true, keepTtl: true })).toBe('a');
    expect(await redis.ttl('k')).toBeGreaterThan(90);
    expect(await redis.persist('k')).toBe(1);
    expect(await redis.ttl('k')).toBe(-1);
    expect(await redis.pttl('none')).toBe(-2);
    expect(await redis.expire('k', 50)).toBe(1);
    expect(await redis.pexpire('k', 40_000)).toBe(1);
    expect(await redis.expireat('k', Math.floor(Date.now() / 1000) + 30)).toBe(1);
    expect(await redis.pexpireat('k', Date.now() - 1)).toBe(1);
    expect(await redis.get('k')).toBeNull();
    await redis.setex('soon', 1, 'x');
    await redis.pexpire('soon', 5);
    await expect.poll(() => redis.exists('soon'), { timeout: 10_000 }).toBe(0);
  });

  it('finds, renames and removes keys', async () => {
    await redis.mset({ 'image:1': 1, 'image:2': 2, other: 3 });
    expect((await redis.keys('image:*')).sort()).toEqual(['image:1', 'image:2']);
    const found: string[] = [];
    let cursor = '0';
    do {
      const [next, keys] = await redis.scan(cursor, { match: 'image:*', count: 10 });
      found.push(...keys);
      cursor = next;
    } while (cursor !== '0');
    expect(found.sort()).toEqual(['image:1', 'image:2']);
    expect(await redis.rename('other', 'another')).toBe('OK');
    await expect(redis.rename('other', 'x')).rejects.toThrow('no such key');
    expect(await redis.type('another')).toBe('string');
    expect(await redis.unlink('another')).toBe(1);
    expect(await redis.del('image:1', 'image:2', 'none')).toBe(2);
    expect(await redis.dbsize()).toBe(0);
  });

  it('keeps hashes', async () => {
    expect(await redis.hset('h', { title: 'a', count: 1 })).toBe(2);
    expect(await redis.hsetnx('h', 'title', 'b')).toBe(0);
    expect(await redis.hincrby('h', 'count', 2)).toBe(3);
    expect(Number(await redis.hincrbyfloat('h', 'count', 0.25))).toBe(3.25);
    expect(await redis.hget('h', 'title')).toBe('a');
    expect(await redis.hmget('h', 'title', 'none')).toEqual({ title: 'a', none: null });
    await redis.hset('h', { count: 4 });
    expect(await redis.hgetall('h')).toEqual({ title: 'a', count: 4 });
    expect(await redis.hgetall('none')).toBeNull();
    expect([await redis.hlen('h'), await redis.hexists('h', 'title')]).toEqual([2, 1]);
    expect((await redis.hkeys('h')).sort()).toEqual(['count', 'title']);
    expect(await redis.hdel('h', 'title', 'count')).toBe(2);
    expect(await redis.exists('h')).toBe(0);
  });

  it('keeps sets and lists', async () => {
    expect(await redis.sadd('s', 'a', 'b', 'c')).toBe(3);
    expect(await redis.srem('s', 'c')).toBe(1);
    expect((await redis.smembers('s')).sort()).toEqual(['a', 'b']);
    expect([await redis.sismember('s', 'a'), await redis.scard('s')]).toEqual([1, 2]);
    expect(['a', 'b']).toContain(await redis.spop('s'));
    expect(await redis.rpush('l', 'b', 'c')).toBe(2);
    expect(await redis.lpush('l', 'a')).toBe(3);
    expect(await redis.lrange('l', 0, -1)).toEqual(['a', 'b', 'c']);
    expect(await redis.lpop('l')).toBe('a');
    expect(await redis.rpop('l')).toBe('c');
    expect(await redis.ltrim('l', 1, 0)).toBe('OK');
    expect(await redis.llen('l')).toBe(0);
  });

  it('ranks by scores, tiny and huge, that arrive as numbers or as text', async () => {
    await redis.zadd('z', { score: 1.5, member: 'a' }, { score: -2, member: 'b' });
    expect(Number(await redis.zincrby('z', 2 ** 104, 'c'))).toBe(2 ** 104);
    expect(Number(await redis.zincrby('z', 0.25, 'a'))).toBe(1.75);
    expect(Number(await redis.zscore('z', 'c'))).toBe(2 ** 104);
    expect((await redis.zmscore('z', ['a', 'none']))?.map((s) => (s === null ? null : Number(s)))).toEqual([
      1.75,
      null,
    ]);
    expect(await redis.zrange('z', 0, 1, { rev: true })).toEqual(['c', 'a']);
    expect((await redis.zrange<string[]>('z', 0, -1, { withScores: true })).map(String)).toEqual(
      ['b', -2, 'a', 1.75, 'c', 2 ** 104].map(String),
    );
    expect([await redis.zrank('z', 'b'), await redis.zrevrank('z', 'b'), await redis.zcard('z')]).toEqual([0, 2, 3]);
    expect(await redis.zcount('z', '-inf', 2)).toBe(2);
    expect(await redis.zunionstore('y', 1, ['z'], { weights: [2] })).toBe(3);
    expect(Number(await redis.zscore('y', 'a'))).toBe(3.5);
    expect(await redis.zremrangebyrank('z', 0, 0)).toBe(1);
    expect(await redis.zremrangebyscore('z', 1, 2)).toBe(1);
    expect(await redis.zrem('z', 'c')).toBe(1);
  });

  it('answers each command of a pipeline, a failing one with its error', async () => {
    await redis.set('text', 'x');
    const pipeline = redis.pipeline().incr('n').incr('text').get('text');
    await expect(pipeline.exec()).rejects.toThrow('not an integer');
    const outcome = await redis.pipeline().incr('n').incr('text').get('text').exec({ keepErrors: true });
    expect(outcome.map((item) => item.result ?? null)).toEqual([2, null, 'x']);
    expect(outcome[1]?.error).toContain('not an integer');
  });

  it('runs a transaction without anybody in between, or not at all', async () => {
    const outcomes = await race(20, () => redis.multi().incr('n').incr('n').exec());
    const pairs = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
    expect(pairs.every(([first, second]) => second === Number(first) + 1)).toBe(true);
    expect(await redis.get('n')).toBe(40);
    const refused = await there.send('/multi-exec', [['SET', 'n', '0'], ['NOSUCHCOMMAND']]);
    expect(refused.status).toBe(400);
    expect(await redis.get('n')).toBe(40);
  });

  it('runs scripts whole, by text and by hash', async () => {
    const script = "local n = redis.call('INCRBY', KEYS[1], ARGV[1]) return { n, 'done', false, { 'deep' } }";
    expect(await redis.eval(script, ['n'], ['5'])).toEqual([5, 'done', null, ['deep']]);
    const hash = await redis.scriptLoad(script);
    expect(await redis.scriptExists(hash, 'f'.repeat(40))).toEqual([1, 0]);
    expect(await redis.evalsha(hash, ['n'], ['1'])).toEqual([6, 'done', null, ['deep']]);
    await expect(redis.evalsha('f'.repeat(40), [], [])).rejects.toThrow('NOSCRIPT');
    await expect(redis.eval("return redis.call('INCR', KEYS[1])", ['fresh'], [])).resolves.toBe(1);
    await expect(redis.eval('return nothing.here', [], [])).rejects.toThrow('nothing');
    await expect(redis.eval("return redis.error_reply('NOT today')", [], [])).rejects.toThrow('NOT today');
    const outcomes = await race(50, () => redis.evalsha(hash, ['raced'], ['1']));
    expect(outcomes.every((outcome) => outcome.status === 'fulfilled')).toBe(true);
    expect(await redis.get('raced')).toBe(50);
  });

  it("runs Upstash's own flagged scripts under the hash their clients know", async () => {
    const flagged = "#!lua flags=allow-key-locking\nreturn redis.call('INCR', KEYS[1])";
    const hash = await redis.scriptLoad(flagged);
    expect(await redis.scriptExists(hash)).toEqual([1]);
    expect(await redis.evalsha(hash, ['n'], [])).toBe(1);
    expect(await redis.eval(flagged, ['n'], [])).toBe(2);
  });

  it('limits by fixed and by sliding windows, exactly, however many come at once', async () => {
    for (const limiter of [Ratelimit.fixedWindow(10, '1 h'), Ratelimit.slidingWindow(10, '1 h')]) {
      await redis.flushdb();
      const limits = new Ratelimit({ redis, limiter, ephemeralCache: false });
      const outcomes = await race(25, () => limits.limit('somebody'));
      const passed = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value.success);
      expect(passed).toHaveLength(10);
      expect((await limits.limit('somebody else')).remaining).toBe(9);
      expect((await limits.getRemaining('somebody')).remaining).toBe(0);
      expect((await redis.keys('@upstash/ratelimit:*')).length).toBeGreaterThan(0);
      await limits.resetUsedTokens('somebody');
      expect((await limits.limit('somebody')).success).toBe(true);
    }
  });

  it('tells the time', async () => {
    const [seconds] = await redis.time();
    expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(60);
    expect(await redis.ping()).toBe('PONG');
  });
});

it('tries every command of the contract', () => {
  const tests = readFileSync(new URL(import.meta.url), 'utf8').toLowerCase();
  const untried = [...contract].filter(
    (name) => !new RegExp(`\\.${name.toLowerCase()}(?:[a-z]*)\\W|'${name.toLowerCase()}'`).test(tests),
  );
  expect(untried).toEqual([]);
});
