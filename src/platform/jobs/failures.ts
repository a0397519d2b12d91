import 'server-only';
import { sql } from 'drizzle-orm';
import { db, type Tx } from '@/platform/db/client';
import { failedJobs } from '@/platform/jobs/tables';
import { log } from '@/platform/log';

/** What Inngest says of a job that failed for good (`inngest/function.failed`). */
interface Failure {
  error: Error;
  event: { data: { function_id: string; run_id: string; event: { name: string; data?: unknown } } };
}

const longestError = 2_000;

/** Leaves the row by which staff hear of a failed job. Told twice, it leaves one. */
export async function leaveTrace({ error, event }: Failure, now = new Date()) {
  const { function_id, run_id, event: cause } = event.data;
  const job = function_id.replace(/^vitrine-/, '');
  const facts = cause.data && typeof cause.data === 'object' ? (cause.data as Record<string, unknown>) : {};
  const [trace] = await db
    .insert(failedJobs)
    .values({
      runId: run_id,
      job,
      eventName: cause.name,
      eventData: facts,
      // Postgres text holds no NUL, and an error may quote any byte.
      error: `${error.name}: ${error.message}`.replaceAll('\0', '').slice(0, longestError),
      failedAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: failedJobs.id });
  if (trace) log.error('jobs.failed', { job, runId: run_id, failureId: trace.id, error });
}

/** Takes an address (in any case) out of what is kept of failed jobs: a mail server's words about a refusal repeat it. */
export async function forgetInFailures(tx: Tx, address: string): Promise<void> {
  await tx
    .update(failedJobs)
    .set({ error: '' })
    .where(sql`position(lower(${address}) in lower(${failedJobs.error})) > 0`);
}
