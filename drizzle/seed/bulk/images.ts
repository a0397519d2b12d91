import 'server-only';
import { isNotNull, sql } from 'drizzle-orm';
import { flushViews } from '@/domains/engagement/commands/flush-views';
import { rebuildViews } from '@/domains/engagement/commands/rebuild-views';
import { images } from '@/domains/images/tables';
import { db } from '@/platform/db/client';
import { Trouble } from '@/platform/trouble';
import { anyOf, array, inBatches, type Progress } from './batches.ts';
import { moments, qualities, seededTags, subjects } from './words.ts';

/** So many of the seeded images have been looked at, however many there are: rankings live in memory. */
const viewedMax = 5_000;

/** So many different pictures are shared at most. */
const picturesMax = 500;

/** 50 random bits as ten characters of Crockford's base 32. */
const reference = sql.raw(
  Array.from(
    { length: 10 },
    (_, i) => `substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + (bits >> ${i * 5} & 31)::int, 1)`,
  ).join(' || '),
);

/**
 * Adds `count` public images that share the pictures already there, published evenly over the last two years, each with two tags.
 * Owners are skewed as in life: rank = members × u⁴ with u even, so the first 6 % of the members own half of the images.
 * Up to 5,000 of them get views, few of them most (a Pareto distribution with exponent 1.2).
 * @throws Trouble when there is no picture or no member to share
 */
export async function fillImages(count: number, progress: Progress): Promise<void> {
  if (count === 0) return;
  const shown = await db
    .selectDistinct({ id: images.pictureId })
    .from(images)
    .where(isNotNull(images.pictureId))
    .limit(picturesMax);
  if (shown.length === 0)
    throw new Trouble('Seeded images share the demo’s pictures, and there are none: start with --demo.');
  const pictures = sql.raw(`array[${shown.map(({ id }) => id).join(', ')}]::bigint[]`);
  const every = Math.max(1, Math.ceil(count / viewedMax));
  await inBatches(count, progress, (tx, from, to) =>
    tx.execute(sql`
      with owners as materialized (select array_agg(id order by id) ids, count(*) total from members),
      drawn as materialized (
        select n, (random() * 1125899906842623)::bigint bits, random() luck,
          ${anyOf(qualities)} || ' ' || ${anyOf(subjects)} || ' ' || ${anyOf(moments)} title,
          date_trunc('milliseconds', now() - (1 - n::float8 / ${count}::float8) * interval '730 days' - random() * interval '1 minute') moment
        from generate_series(${from}::int, ${to}::int) n
      ),
      made as (
        insert into images (ref, owner_id, title, slug, alt_text, state, picture_id, created_at, published_at)
        select ${reference}, (select ids from owners)[1 + floor((select total from owners) * luck ^ 4)::int],
          title, lower(replace(title, ' ', '-')), title, 'ready', (${pictures})[1 + floor(${sql.raw(String(shown.length))} * random())::int], moment, moment
        from drawn order by n
        on conflict (ref) do nothing
        returning id
      ),
      tagged as (
        insert into image_tags (image_id, tag, position)
        select made.id, (${array(seededTags)})[1 + (made.id * 7 + place * 5)::int % ${sql.raw(String(seededTags.length))}], place
        from made cross join generate_series(0, 1) place
        on conflict do nothing
      ),
      counted as (select id, least(100000, floor(20 / (1 - random()) ^ (1 / 1.2)))::bigint views from made where id % ${every} = 0)
      insert into image_views (image_id, views, visitors) select id, views, ceil(views * 0.8)::bigint from counted`),
  );
  await flushViews();
  await rebuildViews();
}
