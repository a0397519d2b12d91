import 'server-only';
import { sql } from 'drizzle-orm';
import { members } from '@/domains/accounts/tables';
import { db } from '@/platform/db/client';
import { anyOf, inBatches, type Progress } from './batches.ts';
import { familyNames, givenNames } from './words.ts';

/** Adds `count` members, numbered on from the last seeded one. They have no password: nobody signs in as one of them. Joined within two years. */
export async function fillMembers(count: number, progress: Progress): Promise<void> {
  const [found] = await db
    .select({ last: sql<string>`coalesce(max(substr(${members.handle}, 8)::int), 0)` })
    .from(members)
    .where(sql`${members.handle} ~ '^seeded_[0-9]{1,9}$'`);
  const last = Number(found?.last ?? 0);
  await inBatches(count, progress, (tx, from, to) =>
    tx.execute(sql`
      insert into members (handle, name, email, bio, created_at)
      select 'seeded_' || n, ${anyOf(givenNames)} || ' ' || ${anyOf(familyNames)}, 'seeded_' || n || '@vitrine.test',
        '', now() - random() * interval '730 days'
      from generate_series(${last + from}::int, ${last + to}::int) n`),
  );
}
