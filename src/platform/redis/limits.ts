import 'server-only';
import { Ratelimit } from '@upstash/ratelimit';
import { refuse } from '@/kernel/refusal';
import { disguised } from '@/platform/keyed-hash';
import { log } from '@/platform/log';
import { redis } from './client';

export type Limit = {
  /** How often within the window; at least 1. */
  tokens: number;
  windowSeconds: number;
};

/** Names and numbers are constants of our code, so this stays as small as the number of doors. */
const limiters = new Map<string, Ratelimit>();

function limiterOf(name: string, { tokens, windowSeconds }: Limit): Ratelimit {
  const id = `${name}:${tokens}:${windowSeconds}`;
  const limiter =
    limiters.get(id) ??
    new Ratelimit({
      redis,
      limiter: Ratelimit.slidingWindow(tokens, `${windowSeconds} s`),
      prefix: `limit:${id}`,
      // The client has a time-out of its own; a memory of the blocked would grow with every address that knocks.
      timeout: 0,
      ephemeralCache: false,
    });
  limiters.set(id, limiter);
  return limiter;
}

/**
 * Counts one use of `name` by `key` (a member's id, an address) in a sliding window: the window before counts by the part of it that still overlaps.
 * When Redis is down everybody passes, with a line in the log: a limit keeps the greedy out, it must not keep everybody out.
 * @throws Refusal `site.limited` beyond `tokens`, with the seconds until it is worth trying again
 */
export async function limit(name: string, key: string, bounds: Limit): Promise<void> {
  const outcome = await limiterOf(name, bounds)
    // Keys are members and client addresses: Redis sees neither.
    .limit(disguised('limit', key))
    .catch((error: unknown) => {
      log.warn('redis.limit-skipped', { name, error });
      return null;
    });
  if (!outcome || outcome.success) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((outcome.reset - Date.now()) / 1000));
  refuse('limited', 'site.limited', 'Too many requests; wait a moment.', { retryAfterSeconds });
}
