import 'server-only';
import { Inngest, NonRetriableError } from 'inngest';
import type { z } from 'zod';
import { Refusal } from '@/kernel/refusal';
import { leaveTrace } from '@/platform/jobs/failures';
import { logger } from '@/platform/jobs/logger';
import type { Step } from '@/platform/jobs/step';
import type { EventKind } from '@/platform/outbox/event';

const sendTimeoutMs = 5_000;

/**
 * The jobs' client. Keys and addresses come from INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY and INNGEST_BASE_URL; the last one points at a runner of
 * one's own instead of Inngest's cloud. `checkpointing` is off, so that every home runs one step a request and behaves alike.
 */
export const inngest = new Inngest({
  id: 'vitrine',
  checkpointing: false,
  aiMetadata: false,
  logger,
  fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(sendTimeoutMs) }),
});

interface JobOptions {
  /** Unique, kebab-case, never changed once deployed: running jobs are known by it. */
  id: string;
  /** Tries after the first one, with growing pauses between them. */
  retries?: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
}

interface ListenOptions extends JobOptions {
  /** How many steps of this job may run at once, in all or for each value of `key` (a path: `event.data.imageId`). */
  concurrency?: { limit: number; key?: `event.data.${string}` };
}

/**
 * A job that hears of each fact of one kind, at least once, perhaps late, in no promised order.
 * `handler` gets data of the kind's shape; data of another shape, and a refusal, fail the job at once (a retry would hear the same answer),
 * any other error is retried. A job that failed for good leaves a row in `failed_jobs`.
 */
export function listen<Schema extends z.ZodObject>(
  kind: EventKind<Schema>,
  { id, retries = 4, concurrency }: ListenOptions,
  handler: (data: z.output<Schema>, step: Step) => Promise<unknown>,
) {
  return inngest.createFunction(
    { id, retries, triggers: [{ event: kind.name }], onFailure: leaveTrace, ...(concurrency && { concurrency }) },
    async ({ event, step }) => {
      const parsed = kind.schema.safeParse(event.data);
      if (!parsed.success) throw new NonRetriableError(`${kind.name}: ${parsed.error.message}`);
      return refusalsAreFinal(() => handler(parsed.data, durable(step)));
    },
  );
}

/** A job that runs by the clock: `cron` has five fields, in UTC, at most one run a minute. A run that was missed is made up for once. */
export function clock(
  { id, cron, retries = 1 }: JobOptions & { cron: string },
  handler: (now: Date, step: Step) => Promise<unknown>,
) {
  return inngest.createFunction({ id, retries, triggers: [{ cron }], onFailure: leaveTrace }, ({ step }) =>
    refusalsAreFinal(() => handler(new Date(), durable(step))),
  );
}

/** A refusal is a decision, not an accident: the same job would be refused again. Only "too many at the moment" may pass by itself. */
async function refusalsAreFinal<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'limited') throw error;
    throw new NonRetriableError(`${error.code}: ${error.message}`, { cause: error });
  }
}

type InngestStep = Parameters<Parameters<typeof inngest.createFunction>[1]>[0]['step'];

function durable(step: InngestStep): Step {
  return {
    // JSON in, JSON out: `Step` admits nothing that JSON would change, which the client's own types cannot know.
    run: <Result>(id: string, work: () => Promise<Result>) =>
      step.run(id, () => refusalsAreFinal(work)) as Promise<Result>,
    sleep: (id, milliseconds) => step.sleep(id, milliseconds),
    sleepUntil: (id, instant) => step.sleepUntil(id, instant),
  };
}
