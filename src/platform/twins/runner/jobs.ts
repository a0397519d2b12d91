import type { Sql, TransactionSql } from 'postgres';
import { listFunctions, type RunnerEvent } from './events';
import type { JobFunction } from './functions';
import { locks } from './schema';

/** One thing to do for a run, held by one runner for a while. */
export interface Job {
  id: string;
  runId: string;
  kind: 'discover' | 'step' | 'sleep';
  stepId: string;
  attempt: number;
  generation: number;
}

/** All that a call to the app needs to know of a run. */
export interface Run {
  id: string;
  one: JobFunction;
  event: RunnerEvent;
  protocol: number;
  isPlanning: boolean;
  /** What earlier steps returned, in the order in which they completed. */
  memos: { stepId: string; value: unknown }[];
}

/**
 * Takes at most `room` due jobs for this runner until `leasedUntil`. Jobs whose function is at its limit, or is no longer named by the app, are
 * passed over. Runners claim one after another (an advisory lock), so that two of them cannot fill the same place; rows in use elsewhere are skipped.
 */
export async function claim(sql: Sql, room: number, now: Date, leasedUntil: Date): Promise<Job[]> {
  return sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${locks.family}, ${locks.claim})`;
    const places = await freePlaces(tx, now);
    const picked: string[] = [];
    while (picked.length < room) {
      const due = await listDue(tx, { now, room: room - picked.length, full: places.full(), picked });
      if (due.length === 0) break;
      picked.push(...due.filter(({ slots }) => places.take(slots)).map(({ id }) => id));
    }
    if (picked.length === 0) return [];
    const claimed = await tx<Job[]>`
      update runner.jobs set leased_until = ${leasedUntil}, generation = generation + 1 where id = any(${picked}::bigint[])
      returning id, run_id as "runId", kind, step_id as "stepId", attempt, generation`;
    return [...claimed];
  });
}

/** Keeps jobs that are still under way from being taken for lost. */
export async function extendLeases(sql: Sql, jobs: Job[], leasedUntil: Date) {
  if (jobs.length === 0) return;
  await sql`
    update runner.jobs set leased_until = ${leasedUntil}
    from unnest(${jobs.map((job) => job.id)}::bigint[], ${jobs.map((job) => job.generation)}::int[]) as held (id, generation)
    where jobs.id = held.id and jobs.generation = held.generation`;
}

/** When the next job falls due, or the next lease of a runner that may be dead runs out. @returns null when nothing lies ahead. */
export async function nextDue(sql: Sql, now: Date): Promise<Date | null> {
  const [next] = await sql<{ at: Date | null }[]>`
    select least(
      (select min(due_at) from runner.jobs where due_at > ${now}),
      (select min(leased_until) from runner.jobs where leased_until > ${now})
    ) as at`;
  return next?.at ?? null;
}

/** Reads what a call for this run must carry. @returns null when the run is over or gone. */
export async function readRun(sql: Sql, runId: string): Promise<Run | null> {
  const [[run], memos] = await Promise.all([
    sql<Omit<Run, 'memos'>[]>`
      select runs.id, spec as one, event, protocol, is_planning as "isPlanning"
      from runner.runs join runner.functions on functions.id = function_id where runs.id = ${runId} and status = 'running'`,
    sql<Run['memos']>`select step_id as "stepId", value from runner.memos where run_id = ${runId} order by place`,
  ]);
  return run ? { ...run, memos: [...memos] } : null;
}

interface Search {
  now: Date;
  room: number;
  full: string[];
  picked: string[];
}

function listDue(tx: TransactionSql, { now, room, full, picked }: Search) {
  return tx<{ id: string; slots: string[] }[]>`
    select jobs.id, case when kind = 'sleep' then '{}' else slots end as slots
    from runner.jobs join runner.runs on runs.id = run_id join runner.functions on functions.id = function_id
    where due_at <= ${now} and (leased_until is null or leased_until <= ${now})
      and (kind = 'sleep' or (is_present and not slots && ${full}::text[]))
      and jobs.id <> all(${picked}::bigint[])
    order by due_at, jobs.id limit ${room} for update of jobs skip locked`;
}

/** Counts the executing steps of every function with a limit; sleeping runs take no place. */
async function freePlaces(tx: TransactionSql, now: Date) {
  const [functions, busy] = await Promise.all([
    listFunctions(tx),
    tx<{ slot: string; count: number }[]>`
      select slot, count(*)::int as count from runner.jobs join runner.runs on runs.id = run_id, unnest(slots) as slot
      where leased_until > ${now} and kind <> 'sleep' group by slot`,
  ]);
  const limits = new Map(
    functions.flatMap((one) => one.limits.map(({ limit }, place) => [`${one.id}/${place}/`, limit])),
  );
  const taken = new Map(busy.map(({ slot, count }) => [slot, count]));
  const isFull = (slot: string) => (taken.get(slot) ?? 0) >= limitOf(limits, slot);
  return {
    full: () => [...taken.keys()].filter(isFull),
    take(slots: string[]): boolean {
      if (slots.some(isFull)) return false;
      for (const slot of slots) taken.set(slot, (taken.get(slot) ?? 0) + 1);
      return true;
    },
  };
}

/** A slot is named `function/place/key`; the limit belongs to the first two. One that the app has since dropped limits nothing. */
function limitOf(limits: Map<string, number>, slot: string): number {
  const [, prefix = ''] = /^([^/]+\/\d+\/)/.exec(slot) ?? [];
  return limits.get(prefix) ?? Number.POSITIVE_INFINITY;
}
