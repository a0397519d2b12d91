import { freePort } from '@/testing/ports';
import { type Copy, startCopy, temporaryData } from '../../support/copy';
import { costOf, median, type Subject, startGenerator } from '../measure';
import { countRedisCalls } from '../redis-counter';
import type { Row } from '../rows';

/** A visit costs one call, so that a far-away Redis costs one round trip. */
const atMost = 1;
const visits = 20;

/**
 * Looks at one image, on one core with everything they need, Redis and Postgres included: such that count, each by somebody else, and such of one visitor
 * within the half hour. The copy stands behind a proxy (`proxied`).
 */
export async function visitsPerSecond({ origin, pid }: Copy, image: string, rounds: number): Promise<Row[]> {
  const generator = startGenerator();
  const look = (name: string, isFromEverywhere: boolean): Subject => ({
    name,
    root: pid,
    load: {
      url: `${origin}/api/visit`,
      method: 'POST',
      requests: 600,
      connections: 8,
      headers: { 'content-type': 'application/json', origin, 'user-agent': 'Mozilla/5.0 Firefox/140.0' },
      body: JSON.stringify({ image }),
      isFromEverywhere,
    },
  });
  const rows: Row[] = [];
  for (const subject of [look('that count', true), look('of one visitor', false)]) {
    const { cpu, perSecond, statuses } = await costOf(generator, subject, rounds);
    const answers = Object.entries(statuses).map(([status, times]) => `${times} × ${status}`);
    rows.push({ what: `visits a second: ${subject.name}`, value: perSecond, unit: '', note: answers.join(', ') });
    rows.push({ what: `CPU: a visit, ${subject.name}`, value: cpu, unit: 'ms' });
  }
  generator.stop();
  return rows;
}

/**
 * Redis calls per counted visit: the copy of `dataDir`, brought up once more with a Redis of its own behind a counter. The copy must not run.
 */
export async function redisCallsPerVisit({
  port,
  dataDir,
  image,
}: {
  port: number;
  dataDir: string;
  image: string;
}): Promise<Row[]> {
  const { startRedis } = await import('@/platform/twins/redis/server');
  const store = temporaryData('bench-redis');
  const token = 'bench-token-of-the-redis-counter';
  const redis = await startRedis({ port: await freePort(), token, dataDir: store.dataDir });
  const counter = await countRedisCalls(redis.url);
  const copy = await startCopy({
    port,
    dataDir,
    args: ['--no-demo'],
    env: { UPSTASH_REDIS_REST_URL: counter.url, UPSTASH_REDIS_REST_TOKEN: token },
  });
  try {
    const visit = (index: number) =>
      fetch(`${copy.origin}/api/visit`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: copy.origin,
          'user-agent': `Mozilla/5.0 (visitor ${index})`,
        },
        body: JSON.stringify({ image }),
      });
    await visit(0);
    const calls: number[] = [];
    for (let index = 1; index <= visits; index++) {
      const before = counter.calls();
      await visit(index);
      calls.push(counter.calls() - before);
    }
    // The clock that writes views down now and then calls in between.
    const note = `median of ${visits}, the most ${Math.max(...calls)}`;
    return [{ what: 'Redis calls per counted visit', value: median(calls), unit: '', atMost, note }];
  } finally {
    await copy.stop();
    counter.stop();
    await redis.stop();
    store.remove();
  }
}
