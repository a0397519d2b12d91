import { eq } from 'drizzle-orm';
import { db } from '@/platform/db/client';
import { redis } from '@/platform/redis/client';
import { recordVisit, type Visit } from './commands/record-visit';
import { viewsKey, visitorsKey } from './keys';
import { imageViewDays, imageViews, viewFlushes } from './tables';

/** A browser of a person. */
export const browser =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';

export const noon = new Date('2026-11-21T12:00:00Z');
export const minutesLater = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

type Image = Visit['image'];

/** A look at an image: a visitor's from 192.0.2.1 with a browser, unless said otherwise. */
export function look(
  image: Image,
  { agent = browser, ...given }: Partial<Visit> & { agent?: string } = {},
  now = noon,
) {
  const headers = new Headers({ 'user-agent': agent });
  return recordVisit({ image, viewer: null, address: '192.0.2.1', headers, ...given }, now);
}

/** Views and visitors of an image as of the last flush; null when Postgres knows of none. */
export async function inPostgres(image: Image) {
  const [row] = await db.select().from(imageViews).where(eq(imageViews.imageId, image.id));
  return row ? [row.views, row.visitors] : null;
}

/** Views and visitors of an image as Redis has them. */
export async function inRedis(image: Image) {
  return (await redis.mget(viewsKey(image.id), visitorsKey(image.id))).map(Number);
}

/** Nobody has ever looked at anything: the numbers of batches are one for all images, so tests of them can't share them. */
export async function noViewsYet() {
  await redis.flushdb();
  await db.delete(imageViews);
  await db.delete(imageViewDays);
  await db.delete(viewFlushes);
}
