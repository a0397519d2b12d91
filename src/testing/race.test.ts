import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { db } from '@/platform/db/client';
import { losers, race, winners } from './race';

test('starts all runs before any has ended', async () => {
  let running = 0;
  let most = 0;
  await race(20, async () => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
  });
  expect(most).toBe(20);
});

test('tells winners from losers', async () => {
  const outcomes = await race(3, async (i) => {
    if (i === 1) throw new Error('second');
    return i;
  });
  expect(winners(outcomes)).toEqual([0, 2]);
  expect(losers(outcomes)).toEqual([new Error('second')]);
});

test('runs at once on connections of their own: only one of many wins a contested row', async () => {
  await db.execute(sql`create table contested (only_one int primary key)`);
  const outcomes = await race(15, () => db.execute(sql`insert into contested values (1)`));
  expect(winners(outcomes)).toHaveLength(1);
});

test('each file has the migrated schema in a database of its own', async () => {
  const { rows } = await db.execute<{ name: string }>(sql`select current_database() as name`);
  expect(rows[0]?.name).toMatch(/^test_/);
});
