import 'server-only';
import { inArray } from 'drizzle-orm';
import type { ImageId } from '@/domains/images/tables';
import { db } from '@/platform/db/client';
import { log } from '@/platform/log';
import { redis } from '@/platform/redis/client';
import { batchKey, viewsKey } from './keys';
import { imageViews } from './tables';

/**
 * Views of up to 500 images, in one call; 0 for one nobody looked at. From Redis, to the view; from Postgres as of the last flush when Redis is
 * down or has lost its totals.
 */
export async function countViews(imageIds: readonly ImageId[]): Promise<Map<ImageId, number>> {
  if (imageIds.length === 0) return new Map();
  const live = await countLiveViews(imageIds).catch((error: unknown) => {
    log.warn('engagement.views-from-postgres', { error });
    return null;
  });
  return live ?? countFlushedViews(imageIds);
}

/** Null when the totals in Redis are not complete. */
async function countLiveViews(imageIds: readonly ImageId[]): Promise<Map<ImageId, number> | null> {
  const [batch, ...totals] = await redis.mget<(number | null)[]>(batchKey, ...imageIds.map(viewsKey));
  if (batch === null) return null;
  return new Map(imageIds.map((id, index) => [id, Number(totals[index] ?? 0)]));
}

/** Views as of the last flush: what Postgres knows. */
export async function countFlushedViews(imageIds: readonly ImageId[]): Promise<Map<ImageId, number>> {
  const rows = await db
    .select({ imageId: imageViews.imageId, views: imageViews.views })
    .from(imageViews)
    .where(inArray(imageViews.imageId, [...imageIds]));
  const found = new Map(rows.map((row) => [row.imageId, row.views]));
  return new Map(imageIds.map((id) => [id, found.get(id) ?? 0]));
}
