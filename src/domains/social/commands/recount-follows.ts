import 'server-only';
import { sql } from 'drizzle-orm';
import { type MemberId, members } from '@/domains/accounts/tables';
import { db } from '@/platform/db/client';
import { followCounts, follows } from '../tables';

type Counts = { followers: number; following: number };

/** A count that was wrong: what the row said, and what there is. */
export type WrongFollows = { memberId: MemberId; handle: string; was: Counts; is: Counts };

/** Members looked at in one transaction: their counts wait for it. */
const batchSize = 500;

/**
 * Counts the follows of every member from scratch, a batch a transaction, and puts right what is wrong; the site may run meanwhile.
 * @param found hears of each wrong count, once it is put right
 * @returns how many members were looked at
 */
export async function recountFollows(found: (wrong: WrongFollows) => void = () => {}): Promise<number> {
  let after = 0;
  for (let looked = 0; ; ) {
    const batch = await recountBatch(after);
    for (const wrong of batch.wrong) found(wrong);
    looked += batch.looked;
    if (batch.last === null) return looked;
    after = batch.last;
  }
}

function recountBatch(after: number) {
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      select id from ${members} where id > ${after} order by id limit ${batchSize}`);
    const ids = sql`array[${sql.join(
      rows.map(({ id }) => sql`${Number(id)}::bigint`),
      sql`, `,
    )}]::bigint[]`;
    if (rows.length === 0) return { wrong: [], looked: 0, last: null };
    // Whoever has follows gets a row, and each row is locked by the conflict it is in: a follow that is being written waits to be counted, or is waited for.
    await tx.execute(sql`
      insert into ${followCounts} (member_id)
      select id from unnest(${ids}) as batch(id)
      where exists (select 1 from ${follows} where follower_id = id) or exists (select 1 from ${follows} where followed_id = id)
        or exists (select 1 from ${followCounts} where member_id = id)
      order by id on conflict (member_id) do update set followers = excluded.followers where false`);
    // A statement of its own: it sees what was committed while the locks were waited for.
    const wrong = await tx.execute<
      Record<'id' | 'handle' | 'old_followers' | 'old_following' | 'followers' | 'following', string>
    >(sql`
      with was as (
        select member_id, followers as old_followers, following as old_following,
          (select count(*) from ${follows} where followed_id = member_id) as new_followers,
          (select count(*) from ${follows} where follower_id = member_id) as new_following
        from ${followCounts} where member_id = any(${ids})
      )
      update ${followCounts} as counts set followers = was.new_followers, following = was.new_following
      from was join ${members} on ${members.id} = was.member_id
      where counts.member_id = was.member_id
        and (was.old_followers, was.old_following) <> (was.new_followers, was.new_following)
      returning counts.member_id as id, handle, old_followers, old_following, counts.followers, counts.following`);
    return {
      wrong: wrong.rows.map((row) => ({
        memberId: Number(row.id) as MemberId,
        handle: row.handle,
        was: { followers: Number(row.old_followers), following: Number(row.old_following) },
        is: { followers: Number(row.followers), following: Number(row.following) },
      })),
      looked: rows.length,
      last: rows.length < batchSize ? null : Number(rows.at(-1)?.id),
    };
  });
}
