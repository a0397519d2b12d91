import type { Sql, TransactionSql } from 'postgres';
import { log } from '@/platform/log';
import type { Answer, Op } from './app';
import { asJson, startRuns } from './events';
import type { Job, Run } from './jobs';
import { workChannel } from './schema';
import { backoffEnd, sleepEnd } from './timing';
import { ulid } from './ulid';

/** What is known when an answer is written down. */
interface Moment {
  now: Date;
  backoffScale: number;
}

const failedEvent = 'inngest/function.failed';

/**
 * Writes down what became of a job and what comes next, in one transaction with the run locked: either all of it happened or the job is still to
 * be done. An answer that comes after its lease was given to another, or after the run ended, changes nothing.
 * @returns whether it counted.
 */
export async function settle(sql: Sql, job: Job, run: Run, answer: Answer | { kind: 'slept' }, moment: Moment) {
  return sql.begin(async (tx) => {
    const [isRunning] = await tx`select 1 from runner.runs where id = ${run.id} and status = 'running' for update`;
    const [isOurs] = await tx`select 1 from runner.jobs where id = ${job.id} and generation = ${job.generation}`;
    if (!isRunning || !isOurs) return false;
    await write(tx, job, run, answer, moment);
    await tx`select pg_notify(${workChannel}, '')`;
    return true;
  });
}

async function write(tx: TransactionSql, job: Job, run: Run, answer: Answer | { kind: 'slept' }, moment: Moment) {
  switch (answer.kind) {
    case 'slept':
      await remember(tx, run, job.stepId, null);
      return finish(tx, job, run, moment);
    case 'returned':
      return end(tx, run, 'completed', answer.data, moment);
    case 'threw':
      if (answer.isFinal || job.attempt + 1 >= run.one.attempts) return fail(tx, run, answer.error, moment);
      return retry(tx, job, answer.retryAt, moment);
    case 'away':
      // Not an attempt: the app never heard of it. The dispatcher waits until the app is back.
      await tx`update runner.jobs set leased_until = null where id = ${job.id}`;
      return;
    case 'progress':
      return progress(tx, job, run, answer, moment);
  }
}

async function progress(tx: TransactionSql, job: Job, run: Run, answer: Answer & { kind: 'progress' }, moment: Moment) {
  const isPlanning = answer.ops.length > 1 || (run.isPlanning && job.kind !== 'discover');
  await tx`update runner.runs set protocol = ${answer.protocol}, is_planning = ${isPlanning} where id = ${run.id}`;
  for (const op of answer.ops) {
    const refused = await take(tx, op, job, run, moment);
    if (refused) return fail(tx, run, { name: 'Error', message: refused }, moment);
  }
  const failed = answer.ops.find((op) => op.op === 'StepError');
  if (failed && job.attempt + 1 < run.one.attempts) return retry(tx, job, answer.retryAt, moment);
  return finish(tx, job, run, moment);
}

/** Takes one thing the app reports. @returns why it cannot be done here, or null. */
async function take(tx: TransactionSql, op: Op, job: Job, run: Run, { now }: Moment): Promise<string | null> {
  switch (op.op) {
    case 'StepRun':
      await remember(tx, run, op.id, { data: op.data ?? null });
      return null;
    case 'StepFailed':
      await remember(tx, run, op.id, { error: op.error });
      return null;
    case 'StepError':
      // On the last attempt the client says StepFailed; one that does not is taken at its attempt's number, never retried for ever.
      if (job.attempt + 1 >= run.one.attempts) await remember(tx, run, op.id, { error: op.error });
      return null;
    case 'StepPlanned':
      await enqueue(tx, run, { kind: 'step', stepId: op.id, dueAt: now });
      return null;
    case 'Sleep': {
      const dueAt = sleepEnd(op.name ?? '', now);
      if (!dueAt) return `The runner cannot read the sleep "${op.name}".`;
      await enqueue(tx, run, { kind: 'sleep', stepId: op.id, dueAt });
      return null;
    }
    default:
      return `The runner does not do "${op.op}".`;
  }
}

/** The job is done. When it was the last one of its run, the app is asked what comes next. */
async function finish(tx: TransactionSql, job: Job, run: Run, { now }: Moment) {
  await tx`delete from runner.jobs where id = ${job.id}`;
  const [pending] = await tx`select 1 from runner.jobs where run_id = ${run.id} limit 1`;
  if (pending) return;
  // A group that ended with a rest is looked at once more without running anything: its branches may go on in parallel.
  if (job.kind === 'step') await tx`update runner.runs set is_planning = false where id = ${run.id}`;
  await enqueue(tx, run, { kind: 'discover', stepId: 'step', dueAt: now });
}

async function retry(tx: TransactionSql, job: Job, retryAt: Date | null, { now, backoffScale }: Moment) {
  const dueAt = retryAt ?? backoffEnd(job.attempt, now, backoffScale);
  await tx`update runner.jobs set attempt = attempt + 1, due_at = ${dueAt}, leased_until = null where id = ${job.id}`;
}

async function fail(tx: TransactionSql, run: Run, error: unknown, moment: Moment) {
  await end(tx, run, 'failed', error, moment);
  log.warn('runner.run-failed', { functionId: run.one.id, runId: run.id });
  // What listens to failures and fails itself must not feed itself.
  if (run.event.name === failedEvent) return;
  const data = { function_id: run.one.id, run_id: run.id, error, event: run.event };
  const event = { id: ulid(moment.now), name: failedEvent, data, ts: moment.now.getTime() };
  await startRuns(tx, [event], moment.now);
}

async function end(tx: TransactionSql, run: Run, status: 'completed' | 'failed', output: unknown, { now }: Moment) {
  await tx`update runner.runs set status = ${status}, output = ${asJson(tx, output)}, ended_at = ${now} where id = ${run.id}`;
  await tx`delete from runner.jobs where run_id = ${run.id}`;
  await tx`delete from runner.memos where run_id = ${run.id}`;
}

async function remember(tx: TransactionSql, run: Run, stepId: string, value: unknown) {
  await tx`insert into runner.memos (run_id, step_id, value) values (${run.id}, ${stepId}, ${asJson(tx, value)}) on conflict do nothing`;
}

async function enqueue(
  tx: TransactionSql,
  run: Run,
  { kind, stepId, dueAt }: Pick<Job, 'kind' | 'stepId'> & { dueAt: Date },
) {
  // A step that is still pending may be reported again.
  await tx`
    insert into runner.jobs (run_id, kind, step_id, due_at) values (${run.id}, ${kind}, ${stepId}, ${dueAt}) on conflict do nothing`;
}
