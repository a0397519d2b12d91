import 'server-only';
import { sql } from 'drizzle-orm';
import { db } from '@/platform/db/client';
import { Trouble } from '@/platform/trouble';
import { anyOf, inBatches, type Progress } from './batches.ts';
import { sayings } from './words.ts';

/**
 * Has members do up to `count` things, evenly over the last year: six tenths are likes, a quarter follows, the rest comments, each with its own row and its activity.
 * Who does it is skewed (rank = members × u³: the first eighth does half), whom and what it is done to as well (u²). What somebody did before is not done twice, so that
 * on a small site fewer come out than were asked for. Counts are put right at the end.
 * @throws Trouble when there are no members or images
 */
export async function fillActivities(count: number, progress: Progress): Promise<void> {
  if (count === 0) return;
  const { rows } = await db.execute(
    sql`select (select count(*) from members) > 1 and exists (select 1 from images) as is_enough`,
  );
  if (!rows[0]?.is_enough) throw new Trouble('Activities need members and images: fill those first.');
  await inBatches(count, progress, async (tx, from, to) => {
    await tx.execute(sql`
      create temporary table drawn on commit drop as
      with people as materialized (select array_agg(id order by id) ids, count(*) total from members),
      listed as materialized (select array_agg(id order by id) ids, count(*) total from images where state = 'ready' and audience = 'public')
      select n, (select ids from people)[1 + floor((select total from people) * random() ^ 3)::int] actor,
        (select ids from people)[1 + floor((select total from people) * random() ^ 2)::int] person,
        (select ids from listed)[1 + floor((select total from listed) * random() ^ 2)::int] image,
        case when random() < 0.6 then 'liked' when random() < 0.625 then 'followed' else 'commented' end verb,
        date_trunc('milliseconds', now() - (1 - n::float8 / ${count}::float8) * interval '365 days') moment
      from generate_series(${from}::int, ${to}::int) n`);
    await tx.execute(sql`
      with liked as (
        insert into likes (image_id, member_id, created_at)
        select image, actor, moment from drawn where verb = 'liked' on conflict do nothing returning *
      ), followed as (
        insert into follows (follower_id, followed_id, created_at)
        select actor, person, moment from drawn where verb = 'followed' and actor <> person on conflict do nothing returning *
      ), said as (
        insert into comments (image_id, author_id, text, created_at)
        select image, actor, ${anyOf(sayings)}, moment from drawn where verb = 'commented' returning *
      )
      insert into activities (actor_id, verb, target_kind, target_id, created_at)
      select member_id, 'liked'::activity_verb, 'image'::activity_target, image_id, created_at from liked
      union all select follower_id, 'followed', 'member', followed_id, created_at from followed
      union all (select distinct on (author_id, image_id) author_id, 'commented', 'image', image_id, created_at from said)
      order by created_at
      on conflict do nothing`);
  });
  await countAnew();
}

/** The counts that rows of this kind are told by. */
async function countAnew() {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    await tx.execute(sql`
      update images set likes_count = counted.likes
      from (select image_id, count(*) likes from likes group by 1) counted
      where images.id = counted.image_id and likes_count <> counted.likes`);
    await tx.execute(sql`
      insert into follow_counts (member_id, followers, following)
      select member_id, count(*) filter (where not is_follower), count(*) filter (where is_follower)
      from (select followed_id as member_id, false as is_follower from follows union all select follower_id, true from follows) sides
      group by 1
      on conflict (member_id) do update set followers = excluded.followers, following = excluded.following`);
  });
}
