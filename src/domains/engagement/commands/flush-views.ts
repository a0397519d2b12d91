import 'server-only';
import { sql } from 'drizzle-orm';
import { images } from '@/domains/images/tables';
import { db, type Tx } from '@/platform/db/client';
import { log } from '@/platform/log';
import { patientRedis } from '@/platform/redis/client';
import { defineScript } from '@/platform/redis/script';
import { batchKey, deltaKey, flushingKey } from '../keys';
import { imageViewDays, imageViews, viewFlushes } from '../tables';
import { rebuildViews } from './rebuild-views';

/** Views that are on their way from Redis to Postgres, under a number. */
export type Batch = { number: number; fields: Record<string, number> };

/**
 * Takes the batch that is under way, or makes the next one of what was counted since. ARGV: the number Postgres has. The two numbers are equal, or
 * Redis is one ahead with the batch still here; anything else means that one of the two was set back, and nobody can tell which counts are in both.
 */
const takeScript = defineScript<[number: number, fields: (string | number)[]] | 'strayed'>(
  patientRedis,
  `
local delta, flushing, batch = unpack(KEYS)
local reached = tonumber(ARGV[1])
local number = redis.call('GET', batch)
if not number and reached == 0 then
  redis.call('SET', batch, 0)
  number = 0
end
number = tonumber(number or '-1')
local isUnderWay = redis.call('EXISTS', flushing) == 1
if number ~= reached and not (number == reached + 1 and isUnderWay) then return 'strayed' end
if not isUnderWay then
  if redis.call('EXISTS', delta) == 0 then return { number, {} } end
  redis.call('RENAME', delta, flushing)
  number = redis.call('INCR', batch)
end
return { number, redis.call('HGETALL', flushing) }
`,
);

/** Forgets a batch that has arrived, and no other: whoever comes late with an older number leaves the newer one alone. */
const dropScript = defineScript<number>(
  patientRedis,
  `
local flushing, batch = unpack(KEYS)
if redis.call('GET', batch) ~= ARGV[1] then return 0 end
return redis.call('DEL', flushing)
`,
);

/**
 * Brings the views counted in Redis to Postgres, each exactly once: take, add, drop. Whoever is killed between two of these, or runs beside another
 * one, repeats a step that then changes nothing. A Redis that was set back drops what it has not flushed and is filled anew.
 * @returns what happened, for the job's record
 */
export async function flushViews(): Promise<{ batch: number; images: number } | { rebuilt: number }> {
  const batch = await takeBatch();
  if (batch === 'strayed') {
    log.warn('engagement.redis-set-back', {});
    return { rebuilt: await rebuildViews() };
  }
  const { viewed } = rowsOf(batch);
  if (viewed.length > 0) {
    await addBatch(batch);
    await dropBatch(batch);
  }
  return { batch: batch.number, images: viewed.length };
}

/** Step one. Repeated, it gives the same batch until that is dropped. */
export async function takeBatch(): Promise<Batch | 'strayed'> {
  const reached = await lastBatch();
  const taken = await takeScript([deltaKey, flushingKey, batchKey], [String(reached)]);
  if (taken === 'strayed') return 'strayed';
  const [number, flat] = taken;
  const fields: Record<string, number> = {};
  for (let i = 0; i < flat.length; i += 2) fields[String(flat[i])] = Number(flat[i + 1]);
  return { number, fields };
}

/** Step two. The number moves in the same transaction and by one only, so a batch that was added is not added again. */
export async function addBatch(batch: Batch, now = new Date()): Promise<void> {
  const { viewed, days } = rowsOf(batch);
  await db.transaction(async (tx) => {
    if (!(await claimBatch(tx, batch.number, now))) return;
    // An image that was erased meanwhile has no row to join, and its views go with it.
    await tx.execute(sql`
      insert into ${imageViews} (image_id, views, visitors)
      select given.id, given.views, given.visitors
      from json_to_recordset(${JSON.stringify(viewed)}::text::json) as given(id bigint, views bigint, visitors bigint)
      join ${images} on ${images.id} = given.id
      order by given.id
      on conflict (image_id) do update
      set views = ${imageViews.views} + excluded.views, visitors = ${imageViews.visitors} + excluded.visitors`);
    await tx.execute(sql`
      insert into ${imageViewDays} (image_id, day, views)
      select given.id, given.day, given.views
      from json_to_recordset(${JSON.stringify(days)}::text::json) as given(id bigint, day date, views integer)
      join ${images} on ${images.id} = given.id
      order by given.id, given.day
      on conflict (image_id, day) do update set views = ${imageViewDays.views} + excluded.views`);
  });
}

/** Step three. */
export async function dropBatch(batch: Batch): Promise<void> {
  await dropScript([flushingKey, batchKey], [String(batch.number)]);
}

/** The last batch that arrived in Postgres; 0 before the first one. */
export async function lastBatch(): Promise<number> {
  const [row] = await db.select({ batch: viewFlushes.batch }).from(viewFlushes);
  return row?.batch ?? 0;
}

async function claimBatch(tx: Tx, number: number, now: Date): Promise<boolean> {
  const claimed = await tx
    .insert(viewFlushes)
    .values({ id: 1, batch: number, flushedAt: now })
    .onConflictDoUpdate({
      target: viewFlushes.id,
      set: { batch: number, flushedAt: now },
      setWhere: sql`${viewFlushes.batch} = ${number - 1}`,
    })
    .returning({ batch: viewFlushes.batch });
  return claimed.length === 1;
}

/** The fields of a batch as rows, one for each image and one for each image and day. */
function rowsOf({ fields }: Batch) {
  const byImage = new Map<number, { id: number; views: number; visitors: number }>();
  const days: { id: number; day: string; views: number }[] = [];
  const rowOf = (id: number) => {
    const row = byImage.get(id) ?? { id, views: 0, visitors: 0 };
    byImage.set(id, row);
    return row;
  };
  for (const [field, amount] of Object.entries(fields)) {
    const [kind, ...rest] = field.split(':');
    const id = Number(rest.at(-1));
    if (kind === 'u') {
      rowOf(id).visitors += amount;
    } else {
      rowOf(id).views += amount;
      days.push({ id, day: rest[0] ?? '', views: amount });
    }
  }
  return { viewed: [...byImage.values()], days };
}
