import type { Sql } from 'postgres';

/** Session-wide numbers of the runner's advisory locks, kept apart from anybody else's by the first key. */
export const locks = { family: 7_261_994, schema: 1, claim: 2, register: 3 } as const;

/** The channel on which runners hear that there may be work. */
export const workChannel = 'runner_work';

/**
 * Payloads are `json`, not `jsonb`: they come back byte for byte as they were given (key order, big numbers, \u0000), which signatures and steps
 * rely on, and nobody queries inside them.
 */
const statements = `
  create schema if not exists runner;

  create table if not exists runner.functions (
    id text primary key,
    spec json not null,
    -- A function the app no longer names keeps its runs: they wait until it comes back.
    is_present boolean not null
  );

  -- When the app was last asked for its functions: one row.
  create table if not exists runner.registrations (id integer primary key, asked_at timestamptz not null);

  create table if not exists runner.schedules (
    function_id text not null references runner.functions on delete cascade,
    cron text not null,
    next_at timestamptz not null,
    primary key (function_id, cron)
  );

  create table if not exists runner.runs (
    id text primary key,
    function_id text not null references runner.functions,
    event json not null,
    slots text[] not null,
    status text not null default 'running' check (status in ('running', 'completed', 'failed')),
    output json,
    -- What the app answered in x-inngest-req-version; -1 asks it to choose.
    protocol integer not null default -1,
    -- Several steps are under way: the app must plan what it finds instead of running it at once.
    is_planning boolean not null default false,
    started_at timestamptz not null,
    ended_at timestamptz
  );
  create index if not exists runs_ended on runner.runs (ended_at) where ended_at is not null;

  -- What steps returned. "place" is the order of completion, which the app replays.
  create table if not exists runner.memos (
    run_id text not null references runner.runs on delete cascade,
    step_id text not null,
    place bigint generated always as identity,
    value json,
    primary key (run_id, step_id)
  );

  -- What is to be done next. A run that is not over has at least one job; one call or timer each.
  create table if not exists runner.jobs (
    id bigint generated always as identity primary key,
    run_id text not null references runner.runs on delete cascade,
    kind text not null check (kind in ('discover', 'step', 'sleep')),
    step_id text not null,
    attempt integer not null default 0,
    due_at timestamptz not null,
    leased_until timestamptz,
    -- Grows with each lease: an answer that belongs to an older one comes too late and changes nothing.
    generation integer not null default 0,
    unique (run_id, kind, step_id)
  );
  create index if not exists jobs_due on runner.jobs (due_at);
  create index if not exists jobs_leased on runner.jobs (leased_until) where leased_until is not null;

  -- An event id starts the same function once in 24 hours.
  create table if not exists runner.starts (
    function_id text not null,
    event_id text not null,
    at timestamptz not null,
    primary key (function_id, event_id)
  );

  -- The client repeats a send whose answer it did not hear, with the same seed.
  create table if not exists runner.sends (seed text primary key, ids json not null, at timestamptz not null);

  -- Events that came before the app registered for the first time.
  create table if not exists runner.early_events (id bigint generated always as identity primary key, event json not null);
`;

/** Makes what is missing of the runner's schema. Several runners may start at once. */
export async function makeSchema(sql: Sql) {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${locks.family}, ${locks.schema})`;
    await tx.unsafe(statements);
  });
}
