import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { type MemberId, members } from '@/domains/accounts/tables';
import { activities } from '@/domains/activity/tables';
import { follows } from '@/domains/social/tables';
import { db } from '@/platform/db/client';
import { deedsStatement } from './queries';

let reader: MemberId;
/** A thousand members of whom the reader follows two hundred, and forty thousand activities. */
beforeAll(async () => {
  reader = (await aMember()).id;
  await db.execute(sql`insert into ${members} (handle, name, email)
    select 'plan_' || n, 'Plan', 'plan_' || n || '@example.test' from generate_series(1, 1000) n`);
  await db.execute(sql`insert into ${follows} (follower_id, followed_id, created_at)
    select ${reader}, id, now() from ${members} where handle like 'plan_%' and id % 5 = 0`);
  await db.execute(sql`insert into ${activities} (actor_id, verb, target_kind, target_id, created_at)
    select a.id, 'followed', 'member', b.id, now() from ${members} a
    join ${members} b on b.id <> a.id and b.id % 25 = a.id % 25 where a.handle like 'plan_%'`);
  await db.execute(sql`analyze`);
});

describe('the plan of the feed', () => {
  it('looks things up by their indexes, and walks through no table', async () => {
    const { rows } = await db.execute(sql`explain ${deedsStatement(reader, undefined)}`);
    const plan = rows.map((row) => String(row['QUERY PLAN'])).join('\n');
    expect(plan).toContain('activities_newest_by_actor');
    expect(plan).not.toMatch(/Seq Scan on (?:activities|members)|Hash/);
  });

  it('reads a few pages of the database for each followed member and row, not the table', async () => {
    const { rows } = await db.execute<{ 'QUERY PLAN': { Plan: Record<string, number> }[] }>(
      sql`explain (analyze, buffers, format json) ${deedsStatement(reader, undefined)}`,
    );
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
    // 200 heads and 61 rows: index, row, and what they are about.
    expect(plan?.['Shared Hit Blocks']).toBeLessThan(20 * (200 + 61));
  });
});
