import 'server-only';
import { and, asc, gt, gte, inArray } from 'drizzle-orm';
import type { ImageId } from '@/domains/images/tables';
import { aToken } from '@/kernel/ids';
import { db } from '@/platform/db/client';
import { patientRedis } from '@/platform/redis/client';
import { defineScript } from '@/platform/redis/script';
import * as keys from '../keys';
import { dayBefore, dayOf, keptDays, weekWeight } from '../rules';
import { imageViewDays, imageViews, viewFlushes } from '../tables';

const pageSize = 500;

/**
 * Makes one instant in which Redis knows nothing: totals that visits made while the old ones were being removed go together with their deltas. From
 * here on visits count from nought, in totals and deltas alike, and pages of Postgres' totals are added to them.
 */
const clearScript = defineScript<number>(
  patientRedis,
  `
local rebuild, delta, flushing, week, all, day = unpack(KEYS)
if redis.call('GET', rebuild) ~= ARGV[1] then return 0 end
for _, hash in ipairs({ delta, flushing }) do
  for _, field in ipairs(redis.call('HKEYS', hash)) do
    local image = string.match(field, '%d+$')
    redis.call('DEL', 'image:' .. image .. ':views', 'image:' .. image .. ':visitors')
  end
end
redis.call('DEL', delta, flushing, week, all, day)
return 1
`,
);

/** Adds a page of totals. ARGV: token, then for each image: id, views, visitors, views today, weight in the week's ranking. */
const addScript = defineScript<number>(
  patientRedis,
  `
local rebuild, week, all, day = unpack(KEYS)
if redis.call('GET', rebuild) ~= ARGV[1] then return 0 end
for i = 2, #ARGV, 5 do
  local image = ARGV[i]
  redis.call('INCRBY', 'image:' .. image .. ':views', ARGV[i + 1])
  redis.call('INCRBY', 'image:' .. image .. ':visitors', ARGV[i + 2])
  redis.call('ZINCRBY', all, ARGV[i + 1], image)
  if ARGV[i + 3] ~= '0' then redis.call('ZINCRBY', day, ARGV[i + 3], image) end
  if ARGV[i + 4] ~= '0' then redis.call('ZINCRBY', week, ARGV[i + 4], image) end
end
return 1
`,
);

/** From here on the totals are complete. */
const finishScript = defineScript<number>(
  patientRedis,
  `
local rebuild, batch = unpack(KEYS)
if redis.call('GET', rebuild) ~= ARGV[1] then return 0 end
redis.call('SET', batch, ARGV[2])
return redis.call('DEL', rebuild)
`,
);

/**
 * Makes totals and rankings in Redis anew from Postgres. Views that were not flushed are dropped (flush first, where Redis is sound); those that come
 * meanwhile count. Killed on the way, or beside another one, it does no harm: only the one that began last adds anything, and until it has finished
 * readers ask Postgres and the next flush begins again.
 * @returns how many images have views
 */
export async function rebuildViews(now = new Date()): Promise<number> {
  const token = aToken();
  await patientRedis.multi().set(keys.rebuildKey, token).del(keys.batchKey).exec();
  await removeTotals();
  const day = keys.dayRankingKey(dayOf(now));
  const mine = [keys.rebuildKey, keys.deltaKey, keys.flushingKey, keys.weekRankingKey, keys.allRankingKey, day];
  if (!(await clearScript(mine, [token]))) return 0;
  // Before the totals: a batch that arrives in between makes this number the older one, and the next flush begins again.
  const [flushed] = await db.select({ batch: viewFlushes.batch }).from(viewFlushes);
  let found = 0;
  for await (const page of pagesOfTotals(now)) {
    const rankings = [keys.rebuildKey, keys.weekRankingKey, keys.allRankingKey, day];
    if (!(await addScript(rankings, [token, ...page.flat().map(String)]))) return found;
    found += page.length;
  }
  await finishScript([keys.rebuildKey, keys.batchKey], [token, String(flushed?.batch ?? 0)]);
  return found;
}

/** Deletes every total, also those of images Postgres does not know. */
async function removeTotals(): Promise<void> {
  for (const match of [keys.viewsKey, keys.visitorsKey].map((key) => key(0).replace('0', '*'))) {
    let cursor = '0';
    do {
      const [next, found] = await patientRedis.scan(cursor, { match, count: 1_000 });
      if (found.length > 0) await patientRedis.del(...found);
      cursor = next;
    } while (cursor !== '0');
  }
}

type Row = [id: number, views: number, visitors: number, viewsToday: number, weekWeight: number];

const nothing = { today: 0, week: 0 };

async function* pagesOfTotals(now: Date): AsyncGenerator<Row[]> {
  const today = dayOf(now);
  for (let last = 0; ; ) {
    const totals = await db
      .select()
      .from(imageViews)
      .where(gt(imageViews.imageId, last as ImageId))
      .orderBy(asc(imageViews.imageId))
      .limit(pageSize);
    const end = totals.at(-1);
    if (!end) return;
    last = end.imageId;
    const days = await db
      .select()
      .from(imageViewDays)
      .where(
        and(
          inArray(
            imageViewDays.imageId,
            totals.map((row) => row.imageId),
          ),
          gte(imageViewDays.day, dayBefore(now, keptDays)),
        ),
      );
    const recent = new Map<ImageId, { today: number; week: number }>();
    for (const { imageId, day, views } of days) {
      const { today: viewsToday, week } = recent.get(imageId) ?? nothing;
      recent.set(imageId, { today: day === today ? views : viewsToday, week: week + views * weekWeight(day) });
    }
    yield totals.map(({ imageId, views, visitors }) => {
      const { today: viewsToday, week } = recent.get(imageId) ?? nothing;
      return [imageId, views, visitors, viewsToday, week];
    });
  }
}
