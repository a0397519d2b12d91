import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { anImage } from '@/domains/images/factory';
import { images } from '@/domains/images/tables';
import { db } from '@/platform/db/client';
import { redis } from '@/platform/redis/client';
import { aRedisForThisFile } from '@/platform/redis/factory';
import { flushViews } from './commands/flush-views';
import { forgetImage } from './commands/forget-image';
import { forgetOldDays } from './commands/forget-old-days';
import { saltOf } from './commands/visitor-salts';
import { look, noon, noViewsYet } from './factory';
import { dayRankingKey } from './keys';
import { dayBefore, dayOf } from './rules';
import { imageViewDays, imageViews, visitorSalts } from './tables';

aRedisForThisFile();
beforeEach(noViewsYet);

const daysLater = (days: number, hour = 0) => new Date(Date.parse('2026-11-21') + (days * 24 + hour) * 3_600_000);
const saltedDays = async () => (await db.select({ day: visitorSalts.day }).from(visitorSalts)).map((row) => row.day);

it('the salt of a day is one for everybody who asks, and gone when its day began 48 hours ago', async () => {
  await db.delete(visitorSalts);
  const salt = await saltOf('2026-11-21');
  // Another process would ask the table.
  await saltOf('2026-11-22');
  expect(await saltOf('2026-11-21')).toBe(salt);
  await forgetOldDays(daysLater(1, 23));
  expect((await saltedDays()).sort()).toEqual(['2026-11-21', '2026-11-22']);
  await forgetOldDays(daysLater(2));
  expect(await saltedDays()).toEqual(['2026-11-22']);
});

it('views by the day go when no ranking feels them any more, and stay in the total', async () => {
  const image = await anImage();
  for (const days of [61, 60, 0]) await look(image, {}, daysLater(-days, 12));
  await flushViews();
  await forgetOldDays(noon);
  const days = await db.select({ day: imageViewDays.day }).from(imageViewDays).orderBy(imageViewDays.day);
  expect(days.map((row) => row.day)).toEqual([dayBefore(noon, 60), dayOf(noon)]);
  expect(await db.select({ views: imageViews.views }).from(imageViews)).toEqual([{ views: 3 }]);
});

it('an image that is no more is in no total and no ranking, and nothing brings it back', async () => {
  const [image, other] = [await anImage(), await anImage()];
  await look(image);
  await look(other);
  await db.delete(images).where(eq(images.id, image.id));
  await forgetImage(image.id, noon);
  await forgetImage(image.id, noon);
  await flushViews();
  for (const ranking of ['ranking:all', 'ranking:week', dayRankingKey(dayOf(noon))]) {
    expect(await redis.zrange(ranking, 0, -1)).toEqual([other.id]);
  }
  expect(await redis.keys(`image:${image.id}:*`)).toEqual([]);
  expect(await db.select({ id: imageViews.imageId }).from(imageViews)).toEqual([{ id: other.id }]);
});
