import 'server-only';
import { createHmac } from 'node:crypto';
import type { Viewer } from '@/domains/accounts/queries';
import type { MemberId } from '@/domains/accounts/tables';
import type { ImageId } from '@/domains/images/tables';
import { log } from '@/platform/log';
import { redis } from '@/platform/redis/client';
import { defineScript } from '@/platform/redis/script';
import * as keys from '../keys';
import { countFlushedViews, countViews } from '../queries';
import { counts, dayOf, isUnattended, repeatMinutes, weekWeight } from '../rules';
import { saltOf } from './visitor-salts';

export type Visit = {
  image: { id: ImageId; ownerId: MemberId };
  viewer: Pick<Viewer, 'id' | 'role'> | null;
  /** Where the request comes from, as `clientAddress` tells. */
  address: string;
  /** Of the request: who asks, and whether anybody looks. */
  headers: Headers;
};

export type VisitAnswer = {
  views: number;
  /** `repeated`: this visitor counted within 30 minutes; `ignored`: never counts; `unavailable`: Redis is down, the number is from the last flush. */
  outcome: 'counted' | 'repeated' | 'ignored' | 'unavailable';
};

const repeatMs = repeatMinutes * 60_000;
const dayMs = 86_400_000;

/**
 * One call for everything a view moves. ARGV: now, the day's first instant, how long to remember the visitor (all ms), repeat (ms), image, day, weight
 * in the week's ranking, seconds to keep the day's ranking. Answers: counted or not, the total, whether totals are complete.
 */
const script = defineScript<[counted: number, views: number, isComplete: number]>(
  redis,
  `
local seen, views, visitors, delta, day, week, all, batch = unpack(KEYS)
local now, today, image = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[5]
local complete = redis.call('EXISTS', batch)
local last = tonumber(redis.call('GET', seen) or '0')
if now - last < tonumber(ARGV[4]) then
  return { 0, tonumber(redis.call('GET', views) or '0'), complete }
end
redis.call('SET', seen, ARGV[1], 'PX', ARGV[3])
if last < today then
  redis.call('INCR', visitors)
  redis.call('HINCRBY', delta, 'u:' .. image, 1)
end
redis.call('HINCRBY', delta, 'v:' .. ARGV[6] .. ':' .. image, 1)
redis.call('ZINCRBY', day, 1, image)
redis.call('ZINCRBY', week, ARGV[7], image)
redis.call('ZINCRBY', all, 1, image)
if redis.call('TTL', day) < 0 then redis.call('EXPIRE', day, ARGV[8]) end
return { 1, redis.call('INCR', views), complete }
`,
);

/**
 * Counts a look at an image: once per visitor and image in 30 minutes. Never fails because Redis is down: then it says so, with the number Postgres
 * knows. Whether the image may be seen is for the caller to ask first.
 */
export async function recordVisit(visit: Visit, now = new Date()): Promise<VisitAnswer> {
  const { image, viewer, headers } = visit;
  if (isUnattended(headers) || !counts(viewer, image)) {
    return { views: await viewsOf(image.id), outcome: 'ignored' };
  }
  const visitor = await visitorOf(visit, now);
  try {
    const [isCounted, views, isComplete] = await count(image.id, visitor, now);
    // After a loss Redis begins at nought until the next flush has made its totals anew.
    const total = isComplete ? views : Math.max(views, await flushedViewsOf(image.id));
    return { views: total, outcome: isCounted ? 'counted' : 'repeated' };
  } catch (error) {
    log.warn('engagement.visit-not-counted', { error });
    return { views: await flushedViewsOf(image.id), outcome: 'unavailable' };
  }
}

function count(imageId: ImageId, visitor: string, now: Date) {
  const day = dayOf(now);
  const midnight = Date.parse(day);
  const rememberMs = Math.max(repeatMs, midnight + dayMs - now.getTime());
  return script(
    [
      keys.seenKey(imageId, visitor),
      keys.viewsKey(imageId),
      keys.visitorsKey(imageId),
      keys.deltaKey,
      keys.dayRankingKey(day),
      keys.weekRankingKey,
      keys.allRankingKey,
      keys.batchKey,
    ],
    [now.getTime(), midnight, rememberMs, repeatMs, imageId, day, weekWeight(day), (2 * dayMs) / 1000].map(String),
  );
}

/** A member is who they are; anybody else is their address and browser, unreadable, for today. */
async function visitorOf({ viewer, address, headers }: Visit, now: Date): Promise<string> {
  if (viewer) return `m${viewer.id}`;
  const salt = await saltOf(dayOf(now));
  const hash = createHmac('sha256', salt).update(`${address}\n${headers.get('user-agent') ?? ''}`);
  return `a${hash.digest('base64url').slice(0, 22)}`;
}

async function viewsOf(imageId: ImageId): Promise<number> {
  return (await countViews([imageId])).get(imageId) ?? 0;
}

async function flushedViewsOf(imageId: ImageId): Promise<number> {
  return (await countFlushedViews([imageId])).get(imageId) ?? 0;
}
