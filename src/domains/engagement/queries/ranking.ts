import 'server-only';
import { desc, eq, gt, sql } from 'drizzle-orm';
import { cacheLife, cacheTag } from 'next/cache';
import { peopleTag, personTag } from '@/domains/accounts/cache';
import { imageListsTag } from '@/domains/images/cache';
import { findListedImages, type ImageCard } from '@/domains/images/queries';
import type { ImageId } from '@/domains/images/tables';
import { db } from '@/platform/db/client';
import { log } from '@/platform/log';
import { redis } from '@/platform/redis/client';
import { allRankingKey, batchKey, dayRankingKey, weekRankingKey } from '../keys';
import {
  candidates,
  dayBefore,
  dayOf,
  halfLifeDays,
  keptDays,
  pointsOf,
  rankingSize,
  type Span,
  spans,
  weekWeight,
} from '../rules';
import { imageViewDays, imageViews } from '../tables';

/** An image in a ranking; `points` as `pointsOf` tells, at least 1. */
export type Ranked = ImageCard & { points: number };

/** A ranking of at most 50, the first first, and the UTC day it was made on ("2026-11-21"). */
export type Ranking = { day: string; images: Ranked[] };

/**
 * The images looked at most. Drawn anew once a minute while somebody asks, and at once when an image is written or somebody it shows goes. At most five calls
 * to Redis and five statements, nearly always one of each.
 */
export async function getRanking(span: Span): Promise<Ranking> {
  'use cache';
  // Next lets anybody call a cached function, with any arguments: it looks for itself.
  if (!spans.includes(span)) return { day: '', images: [] };
  cacheLife({ stale: 60, revalidate: 60, expire: 600 });
  cacheTag(imageListsTag(), peopleTag());
  const now = new Date();
  const images = await rank(span, now);
  // At most fifty: Next keeps 128 tags of a page.
  cacheTag(...new Set(images.map(({ owner }) => personTag(owner.handle))));
  return { day: dayOf(now), images };
}

/** The images looked at most at this moment, never cached. Whoever may not be shown leaves no gap: the next ones move up. */
export async function rank(span: Span, now = new Date()): Promise<Ranked[]> {
  const ranked = new Map<ImageId, Ranked>();
  for (let from = 0; from < candidates.most && ranked.size < rankingSize; from += candidates.each) {
    const standings = await standingsFrom(from, span, now);
    const shown = new Map((await findListedImages(standings.map(({ id }) => id))).map((image) => [image.id, image]));
    for (const { id, score } of standings) {
      const [image, points] = [shown.get(id), pointsOf(span, score, now)];
      if (image && points >= 1) ranked.set(id, { ...image, points });
    }
    if (standings.length < candidates.each) break;
  }
  return [...ranked.values()].slice(0, rankingSize);
}

type Standing = { id: ImageId; score: number };

/** Part of a ranking, from a place on: from Redis, to the view; from Postgres as of the last flush when Redis is down or has lost its totals. */
async function standingsFrom(from: number, span: Span, now: Date): Promise<Standing[]> {
  const live = await liveStandings(from, span, now).catch((error: unknown) => {
    log.warn('engagement.ranking-from-postgres', { error });
    return null;
  });
  return live ?? flushedStandings[span](from, now);
}

/** Null when the totals in Redis are not complete. */
async function liveStandings(from: number, span: Span, now: Date): Promise<Standing[] | null> {
  const key = { today: dayRankingKey(dayOf(now)), week: weekRankingKey, all: allRankingKey }[span];
  const [batch, flat] = await redis
    .pipeline()
    .get(batchKey)
    .zrange(key, from, from + candidates.each - 1, { rev: true, withScores: true })
    .exec<[number | null, (string | number)[]]>();
  if (batch === null) return null;
  // Image and score in turn; some servers tell scores as text.
  return Array.from({ length: flat.length / 2 }, (_, place) => ({
    id: Number(flat[2 * place]) as ImageId,
    score: Number(flat[2 * place + 1]),
  }));
}

/** The same from what Postgres knows. Days have no index by views, which every flush would have to keep: only an outage comes here, once a minute. */
const flushedStandings: Record<Span, (from: number, now: Date) => Promise<Standing[]>> = {
  today: (from, now) =>
    db
      .select({ id: imageViewDays.imageId, score: imageViewDays.views })
      .from(imageViewDays)
      .where(eq(imageViewDays.day, dayOf(now)))
      .orderBy(desc(imageViewDays.views), desc(imageViewDays.imageId))
      .limit(candidates.each)
      .offset(from),
  week: (from, now) => {
    const daysAgo = sql`${dayOf(now)}::date - ${imageViewDays.day}`;
    // Sum of what each day's views are worth, on the scale of the set in Redis.
    const score = sql<number>`sum(${imageViewDays.views} * power(2::float8, -(${daysAgo}) / ${halfLifeDays}::float8))`;
    return db
      .select({ id: imageViewDays.imageId, score: score.mapWith((points: number) => points * weekWeight(dayOf(now))) })
      .from(imageViewDays)
      .where(gt(imageViewDays.day, dayBefore(now, keptDays)))
      .groupBy(imageViewDays.imageId)
      .orderBy(desc(score), desc(imageViewDays.imageId))
      .limit(candidates.each)
      .offset(from);
  },
  all: (from) =>
    db
      .select({ id: imageViews.imageId, score: imageViews.views })
      .from(imageViews)
      .orderBy(desc(imageViews.views), desc(imageViews.imageId))
      .limit(candidates.each)
      .offset(from),
};
