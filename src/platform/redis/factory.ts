import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { startRedis } from '@/platform/twins/redis/server';
import { freePort } from '@/testing/ports';

/** A Redis of its own for the tests of a file, which the site's client finds by its variables. It can go down, and comes back with its data. */
export function aRedisForThisFile() {
  const token = 'test';
  const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-redis-'));
  let server: Awaited<ReturnType<typeof startRedis>>;
  let port = 0;
  const comeUp = async () => {
    server = await startRedis({ port, token, dataDir });
  };
  beforeAll(async () => {
    port = await freePort();
    await comeUp();
    // Patience, so that a busy machine does not look like a Redis that is down.
    const variables = { UPSTASH_REDIS_REST_URL: server.url, UPSTASH_REDIS_REST_TOKEN: token, REDIS_TIMEOUT_MS: '4000' };
    Object.assign(process.env, variables);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    comeUp,
    goDown: () => server.stop(),
    /** How many requests it has answered, this one included. */
    answered: async () => {
      const ping = { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: '["PING"]' };
      const answer = await fetch(server.url, ping);
      return Number(answer.headers.get('upstash-sync-token'));
    },
    port: () => port,
  };
}
