import 'server-only';
import { Redis } from '@upstash/redis';
import { env } from '@/platform/env';

/** For all tries of one call together: a page that waits for Redis waits no longer than this. */
const timeoutMs = 400;

function connect(): Redis {
  return new Redis({
    url: env.UPSTASH_REDIS_REST_URL,
    token: env.UPSTASH_REDIS_REST_TOKEN,
    enableTelemetry: false,
    // One more try, for a kept connection that the other side had just closed.
    retry: { retries: 1, backoff: () => 20 },
    // As a function, so that it is made for each call, and so that running into it throws instead of answering "Aborted".
    signal: () => AbortSignal.timeout(timeoutMs),
  });
}

let client: Redis | undefined;

/**
 * Redis over HTTP, connected on first use. Every call may throw, and does so within half a second: Redis is a lesser dependency, and whoever calls
 * decides what happens without it. A call that failed may still have run, and may have run twice: use it for what bears that.
 */
export const redis = new Proxy({} as Redis, {
  get: (_, name) => {
    client ??= connect();
    const value: unknown = Reflect.get(client, name);
    return typeof value === 'function' ? value.bind(client) : value;
  },
});
