import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { db, type Tx } from '@/platform/db/client';

/** A busy machine may take its time until somebody waits. */
const patiently = { timeout: 10_000 };

/**
 * Writes in a transaction, lets somebody else act while that is not yet committed, and commits as soon as the other one waits for it or is done. So each
 * run meets the moment that a race of many meets now and then.
 * @returns how the other one ended
 */
export async function meanwhile<T>(write: (tx: Tx) => Promise<unknown>, act: () => Promise<T>) {
  const { other } = await db.transaction(async (tx) => {
    await write(tx);
    let isDone = false;
    const other = Promise.allSettled([act()]).then(([outcome]) => {
      isDone = true;
      return outcome;
    });
    await expect.poll(async () => isDone || (await isSomebodyWaiting()), patiently).toBe(true);
    // In an object, or the transaction would wait for who waits for it.
    return { other };
  });
  return other;
}

async function isSomebodyWaiting(): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return rows.length > 0;
}

/** Resolves as soon as somebody waits for a lock. */
export async function untilSomebodyWaits(): Promise<void> {
  await expect.poll(isSomebodyWaiting, patiently).toBe(true);
}
