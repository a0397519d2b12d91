import type { Sql, TransactionSql } from 'postgres';
import { nextAfter, readCron } from './cron';
import { asJson, listFunctions, type RunnerEvent, startRuns } from './events';
import { type JobFunction, readFunctions } from './functions';
import { locks, workChannel } from './schema';

/** Two registrations that wait for each other may each have looked at the clock first. */
const clockSlackMs = 60_000;

/**
 * Makes these the functions of the app. Those it no longer names keep their waiting jobs, parked until they are named again; a schedule that
 * stays keeps its next time. `askedAt` is when the app was asked, or spoke up: of two lists that cross, the one asked for later counts.
 * @returns whether anything is different now. @throws Unsupported; then everything stays as it was.
 */
export async function register(sql: Sql, given: unknown, askedAt: Date, now: Date): Promise<boolean> {
  const functions = readFunctions(given);
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${locks.family}, ${locks.register})`;
    // A time far ahead was left by a clock that has been set back since; it outdates nothing.
    const farAhead = new Date(now.getTime() + clockSlackMs);
    const [latest] = await tx`
      insert into runner.registrations (id, asked_at) values (1, ${askedAt})
      on conflict (id) do update set asked_at = excluded.asked_at
        where registrations.asked_at <= excluded.asked_at or registrations.asked_at > ${farAhead}
      returning id`;
    if (!latest) return false;
    const before = await listFunctions(tx);
    if (JSON.stringify(before) === JSON.stringify(functions.toSorted(byId))) return false;
    const ids = functions.map(({ id }) => id);
    for (const one of functions) {
      await tx`
        insert into runner.functions (id, spec, is_present) values (${one.id}, ${asJson(tx, one)}, true)
        on conflict (id) do update set spec = excluded.spec, is_present = true`;
    }
    await tx`update runner.functions set is_present = false where is_present and id <> all(${ids})`;
    await keepSchedules(tx, functions, now);
    await startEarlyEvents(tx, now);
    await tx`select pg_notify(${workChannel}, '')`;
    return true;
  });
}

function byId(a: JobFunction, b: JobFunction) {
  return a.id < b.id ? -1 : 1;
}

async function keepSchedules(tx: TransactionSql, functions: JobFunction[], now: Date) {
  const wanted = functions.flatMap((one) =>
    one.triggers.flatMap((trigger) => ('cron' in trigger ? [{ function_id: one.id, cron: trigger.cron }] : [])),
  );
  const keys = wanted.map((row) => `${row.function_id} ${row.cron}`);
  await tx`delete from runner.schedules where function_id || ' ' || cron <> all(${keys})`;
  const rows = wanted.flatMap((row) => {
    const schedule = readCron(row.cron);
    const next = schedule && nextAfter(schedule, now);
    return next ? [{ ...row, next_at: next }] : [];
  });
  if (rows.length > 0) await tx`insert into runner.schedules ${tx(rows)} on conflict do nothing`;
}

async function startEarlyEvents(tx: TransactionSql, now: Date) {
  const early = await tx<{ event: RunnerEvent }[]>`
    with taken as (delete from runner.early_events returning id, event) select event from taken order by id`;
  if (early.length > 0)
    await startRuns(
      tx,
      early.map(({ event }) => event),
      now,
    );
}
