import { freePort } from '@/testing/ports';
import { startCopy, temporaryData } from '../../support/copy';
import { countRedisCalls } from '../redis-counter';
import type { Row } from '../rows';

/** A visit costs one call, so that a far-away Redis costs one round trip. */
const atMost = 1;
const visits = 20;

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
    const before = counter.calls();
    for (let index = 1; index <= visits; index++) await visit(index);
    return [{ what: 'Redis calls per counted visit', value: (counter.calls() - before) / visits, unit: '', atMost }];
  } finally {
    await copy.stop();
    counter.stop();
    await redis.stop();
    store.remove();
  }
}
