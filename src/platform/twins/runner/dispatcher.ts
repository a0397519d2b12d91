import type { Sql } from 'postgres';
import { log } from '@/platform/log';
import type { App } from './app';
import { claim, extendLeases, type Job, nextDue, readRun } from './jobs';
import { settle } from './outcome';
import type { Registrar } from './registrar';
import { startScheduled } from './schedules';
import { workChannel } from './schema';

/** Calls under way at once, in one runner. */
const places = 20;
/** New work is heard of at once (LISTEN) and timers are exact; this only covers a notification that was lost. */
const idleMs = 5_000;
const leastMs = 20;

interface Dispatch {
  sql: Sql;
  app: App;
  registrar: Registrar;
  clock: () => Date;
  backoffScale: number;
  leaseSeconds: number;
}

export interface Dispatcher {
  /** There may be work: look now. */
  wake(): void;
  /** Takes nothing new, and waits a while for what is under way; what is not done by then goes back to be done again. */
  stop(graceMs: number): Promise<void>;
}

/** Takes due jobs, has the app do them and writes down what came of it, until stopped. */
export async function dispatch(options: Dispatch): Promise<Dispatcher> {
  const { sql, registrar, clock, leaseSeconds } = options;
  const underWay = new Map<Job, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let passing: Promise<void> | undefined;
  let isWanted = false;
  let isStopped = false;
  const leaseEnd = () => new Date(clock().getTime() + leaseSeconds * 1000);

  function wake() {
    isWanted = true;
    passing ??= passWhileWanted().finally(() => {
      passing = undefined;
    });
  }

  async function passWhileWanted() {
    while (isWanted && !isStopped) {
      isWanted = false;
      await pass().catch((error: unknown) => {
        log.error('runner.pass-failed', { error });
        wakeIn(idleMs);
      });
    }
  }

  async function pass() {
    clearTimeout(timer);
    // Nothing is started for an app that is away: schedules would pile up, and calls would only be refused.
    if (!registrar.isAppThere()) return;
    const scheduledAt = await startScheduled(sql, clock());
    const room = places - underWay.size;
    const jobs = room > 0 ? await claim(sql, room, clock(), leaseEnd()) : [];
    for (const job of jobs) {
      underWay.set(
        job,
        work(options, job).finally(() => {
          underWay.delete(job);
          wake();
        }),
      );
    }
    const dueAt = await nextDue(sql, clock());
    const nearest = Math.min(...[scheduledAt, dueAt].map((at) => (at ? at.getTime() - clock().getTime() : idleMs)));
    wakeIn(Math.min(idleMs, Math.max(leastMs, nearest)));
  }

  function wakeIn(afterMs: number) {
    clearTimeout(timer);
    if (!isStopped) timer = setTimeout(wake, afterMs);
  }

  const heartbeat = setInterval(
    () => {
      extendLeases(sql, [...underWay.keys()], leaseEnd()).catch((error: unknown) => {
        log.error('runner.heartbeat-failed', { error });
      });
    },
    (leaseSeconds * 1000) / 3,
  );
  const ear = await sql.listen(workChannel, wake, wake);

  return {
    wake,
    async stop(graceMs) {
      isStopped = true;
      clearTimeout(timer);
      clearInterval(heartbeat);
      await ear.unlisten();
      await passing;
      await Promise.race([
        Promise.all(underWay.values()),
        new Promise((resolve) => setTimeout(resolve, graceMs).unref()),
      ]);
      await extendLeases(sql, [...underWay.keys()], clock());
    },
  };
}

/** Does one job. What goes wrong here leaves the job leased: it is done again when the lease runs out. */
async function work({ sql, app, registrar, clock, backoffScale }: Dispatch, job: Job) {
  try {
    const run = await readRun(sql, job.runId);
    if (!run) return;
    const answer = job.kind === 'sleep' ? { kind: 'slept' as const } : await app.call(run, job);
    if (answer.kind === 'away') registrar.missed();
    await settle(sql, job, run, answer, { now: clock(), backoffScale });
  } catch (error) {
    log.error('runner.job-failed', { runId: job.runId, error });
  }
}
