import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { race, winners } from '@/testing/race';
import { db } from './client';

/** Ends every other connection of ours, as a restart of Postgres or a failing network does. */
const dropOthers = () =>
  db.execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name = 'vitrine'`);

test('dropped connections fail what was under way and nothing after it', async () => {
  for (let drop = 0; drop < 6; drop++) {
    const busy = race(40, (i) => db.transaction((tx) => tx.execute(sql`select pg_sleep(${(i % 5) / 100})`)));
    await dropOthers().catch(() => undefined);
    await busy;
  }
  const after = await race(40, () => db.transaction((tx) => tx.execute(sql`select 1`)));
  expect(winners(after)).toHaveLength(40);
});
