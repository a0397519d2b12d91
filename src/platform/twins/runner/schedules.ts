import type { Sql, TransactionSql } from 'postgres';
import { nextAfter, readCron } from './cron';
import { startAll } from './events';
import type { JobFunction } from './functions';

/**
 * Starts what the clock says is due. However late it comes, a schedule starts once and then looks ahead: a night asleep is one run, not hundreds.
 * @returns when the next one is due, or null without any.
 */
export async function startScheduled(sql: Sql, now: Date): Promise<Date | null> {
  const next = await nextDue(sql);
  if (!next || next > now) return next;
  await sql.begin((tx) => startDue(tx, now));
  return nextDue(sql);
}

async function nextDue(sql: Sql): Promise<Date | null> {
  const [next] = await sql<{ at: Date | null }[]>`
    select min(next_at) as at from runner.schedules join runner.functions on id = function_id where is_present`;
  return next?.at ?? null;
}

async function startDue(tx: TransactionSql, now: Date) {
  const due = await tx<{ spec: JobFunction; cron: string; next_at: Date }[]>`
    select spec, cron, next_at from runner.schedules join runner.functions on id = function_id
    where is_present and next_at <= ${now} order by next_at for update of schedules skip locked`;
  for (const { spec, cron, next_at } of due) {
    const schedule = readCron(cron);
    const after = schedule && nextAfter(schedule, now);
    if (!after) continue;
    await tx`update runner.schedules set next_at = ${after} where function_id = ${spec.id} and cron = ${cron}`;
    const id = `${cron} at ${next_at.toISOString()}`;
    const event = { id, name: 'inngest/scheduled.timer', data: { cron }, ts: now.getTime() };
    await startAll(tx, [{ one: spec, event }], now);
  }
}
