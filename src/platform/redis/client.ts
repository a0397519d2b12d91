import 'server-only';
import { Redis } from '@upstash/redis';
import { env } from '@/platform/env';

function connect(timeoutMs: () => number): Redis {
  return new Redis({
    url: env.UPSTASH_REDIS_REST_URL,
    token: env.UPSTASH_REDIS_REST_TOKEN,
    enableTelemetry: false,
    // One more try, for a kept connection that the other side had just closed.
    retry: { retries: 1, backoff: () => 20 },
    // For all tries together. As a function, so that it is made for each call, and so that running into it throws instead of answering "Aborted".
    signal: () => AbortSignal.timeout(timeoutMs()),
  });
}

/** Connects on first use, since building knows no environment. */
function onFirstUse(timeoutMs: () => number): Redis {
  let client: Redis | undefined;
  return new Proxy({} as Redis, {
    get: (_, name) => {
      client ??= connect(timeoutMs);
      const value: unknown = Reflect.get(client, name);
      return typeof value === 'function' ? value.bind(client) : value;
    },
  });
}

/**
 * Redis over HTTP, for whoever a person waits for. Every call may throw, and does so within REDIS_TIMEOUT_MS: Redis is a lesser dependency, and whoever
 * calls decides what happens without it. A call that failed may still have run, and may have run twice: use it for what bears that.
 */
export const redis = onFirstUse(() => env.REDIS_TIMEOUT_MS);

/** The same for jobs, which may move much at once and for which nobody waits. */
export const patientRedis = onFirstUse(() => 10_000);
