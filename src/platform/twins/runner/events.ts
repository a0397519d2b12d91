import type { JSONValue, Sql, TransactionSql } from 'postgres';
import { z } from 'zod';
import { isTriggeredBy, type JobFunction, slotsOf } from './functions';
import { workChannel } from './schema';
import { ulid } from './ulid';

const dayMs = 86_400_000;

/** One event as it is sent. Unknown fields (`v`, `user`, `meta`) are let in and dropped. */
const sent = z.object({
  name: z.string().min(1).max(256),
  data: z.record(z.string(), z.unknown()).nullish(),
  id: z.string().max(256).nullish(),
  ts: z.number().int().nonnegative().nullish(),
});

/** The body of a send: one event or many. */
export const sentEvents = z.union([sent.transform((one) => [one]), z.array(sent).min(1)]);
export type SentEvent = z.output<typeof sent>;

/** An event as functions get it. */
export interface RunnerEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
}

/**
 * Takes events in and starts a run of each function they trigger, in one transaction.
 * `seed` is the client's name for this one send: repeated, it gives the first answer again and starts nothing.
 * @returns an id for each event, in their order.
 */
export async function takeEvents(sql: Sql, events: SentEvent[], seed: string | null, now: Date): Promise<string[]> {
  const ids = events.map(() => ulid(now));
  return sql.begin(async (tx) => {
    if (seed) {
      const [first] = await tx`
        insert into runner.sends (seed, ids, at) values (${seed}, ${asJson(tx, ids)}, ${now})
        on conflict (seed) do nothing returning seed`;
      if (!first) {
        const [earlier] = await tx<{ ids: string[] }[]>`select ids from runner.sends where seed = ${seed}`;
        return earlier?.ids ?? ids;
      }
    }
    const taken = events.map((event, place) => ({
      id: event.id || (ids[place] ?? ''),
      name: event.name,
      data: event.data ?? {},
      ts: event.ts ?? now.getTime(),
    }));
    await startRuns(tx, taken, now);
    return ids;
  });
}

/** Starts a run of each function that these events trigger. Before any app has registered, keeps the events for the first one that does. */
export async function startRuns(tx: TransactionSql, events: RunnerEvent[], now: Date) {
  const functions = await listFunctions(tx);
  if (functions.length === 0) {
    await tx`insert into runner.early_events ${tx(events.map((event) => ({ event: asJson(tx, event) })))}`;
    return;
  }
  const starts = events.flatMap((event) =>
    functions.filter((one) => isTriggeredBy(one, { event })).map((one) => ({ one, event })),
  );
  await startAll(tx, starts, now);
}

/** Starts runs of given functions, each (function, event id) once in 24 hours. */
export async function startAll(tx: TransactionSql, starts: { one: JobFunction; event: RunnerEvent }[], now: Date) {
  const fresh = await onlyFresh(tx, starts, now);
  if (fresh.length === 0) return;
  const runs = fresh.map(({ one, event }) => ({ id: ulid(now), one, event }));
  await tx`insert into runner.runs ${tx(
    runs.map(({ id, one, event }) => ({
      id,
      function_id: one.id,
      event: asJson(tx, event),
      slots: slotsOf(one, { event }),
      started_at: now,
    })),
  )}`;
  await tx`insert into runner.jobs ${tx(
    runs.map(({ id, event }) => ({
      run_id: id,
      kind: 'discover',
      step_id: 'step',
      // An event dated in the future starts its functions then.
      due_at: new Date(Math.max(event.ts, now.getTime())),
    })),
  )}`;
  await tx`select pg_notify(${workChannel}, '')`;
}

/** The functions that the app names now. */
export async function listFunctions(sql: Sql | TransactionSql): Promise<JobFunction[]> {
  const rows = await sql<{ spec: JobFunction }[]>`select spec from runner.functions where is_present order by id`;
  return rows.map(({ spec }) => spec);
}

/** A parameter of Postgres' type json (114). The driver's own `sql.json` says jsonb, which reorders keys and refuses \u0000. */
export function asJson(sql: Sql | TransactionSql, value: unknown) {
  // The value came from JSON or is made of such values.
  return sql.typed(value as JSONValue, 114);
}

async function onlyFresh<Start extends { one: JobFunction; event: RunnerEvent }>(
  tx: TransactionSql,
  starts: Start[],
  now: Date,
): Promise<Start[]> {
  // The same id twice in one send would hit its own row, which one statement may not do.
  const distinct = [...new Map(starts.map((start) => [`${start.one.id}\n${start.event.id}`, start])).values()];
  if (distinct.length === 0) return [];
  const fresh = await tx<{ function_id: string; event_id: string }[]>`
    insert into runner.starts ${tx(distinct.map(({ one, event }) => ({ function_id: one.id, event_id: event.id, at: now })))}
    on conflict (function_id, event_id) do update set at = excluded.at
      where runner.starts.at <= ${new Date(now.getTime() - dayMs)}
    returning function_id, event_id`;
  const keys = new Set(fresh.map((row) => `${row.function_id}\n${row.event_id}`));
  return distinct.filter(({ one, event }) => keys.has(`${one.id}\n${event.id}`));
}
