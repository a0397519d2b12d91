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
/** No question to Postgres takes longer: the server itself ends a statement after ten seconds. */
const answerMs = 15_000;

/** Postgres did not answer, or could not be reached, through this process's connections. */
class LostDatabase extends Error {}

interface Surroundings {
  sql: Sql;
  app: App;
  registrar: Registrar;
  clock: () => Date;
  backoffScale: number;
  leaseSeconds: number;
  onLostDatabase: () => void;
}

/** Takes due jobs, has the app do them and writes down what came of it, from `start()` to `stop()`. */
export class Dispatcher {
  readonly #around: Surroundings;
  readonly #underWay = new Map<Job, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #ear: { unlisten: () => Promise<void> } | undefined;
  #passing: Promise<void> | undefined;
  #isWanted = false;
  #isStopped = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  async start() {
    const { sql, leaseSeconds } = this.#around;
    this.#heartbeat = setInterval(() => void this.#keepLeases(this.#leaseEnd()), (leaseSeconds * 1000) / 3);
    this.#ear = await sql.listen(workChannel, this.wake, this.wake);
  }

  /** There may be work: look now. */
  wake = () => {
    if (this.#isStopped) return;
    this.#isWanted = true;
    this.#passing ??= this.#passWhileWanted();
  };

  /** Takes nothing new and waits a while for what is under way; what is not done by then goes back, to be done again. */
  async stop(graceMs: number) {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    clearInterval(this.#heartbeat);
    await this.#ear?.unlisten();
    await this.#passing;
    await Promise.race([
      Promise.all(this.#underWay.values()),
      new Promise((resolve) => setTimeout(resolve, graceMs).unref()),
    ]);
    await this.#keepLeases(this.#around.clock());
  }

  async #passWhileWanted() {
    while (this.#isWanted && !this.#isStopped) {
      this.#isWanted = false;
      await inTime(this.#pass()).catch((error: unknown) => {
        this.#note('runner.pass-failed', error);
        this.#wakeIn(idleMs);
      });
    }
    // In the same breath as the last look at the wish, or a wish between the two would be lost.
    this.#passing = undefined;
  }

  async #pass() {
    const { sql, registrar, clock } = this.#around;
    clearTimeout(this.#timer);
    // Nothing is started for an app that is away: schedules would pile up, and calls would only be refused.
    if (!registrar.isAppThere()) return;
    const scheduledAt = await startScheduled(sql, clock());
    const room = places - this.#underWay.size;
    const jobs = room > 0 ? await claim(sql, room, clock(), this.#leaseEnd()) : [];
    for (const job of jobs) this.#begin(job);
    const dueAt = await nextDue(sql, clock());
    const waits = [scheduledAt, dueAt].map((at) => (at ? at.getTime() - clock().getTime() : idleMs));
    this.#wakeIn(Math.min(idleMs, Math.max(leastMs, Math.min(...waits))));
  }

  #begin(job: Job) {
    const done = this.#do(job).finally(() => {
      this.#underWay.delete(job);
      this.wake();
    });
    this.#underWay.set(job, done);
  }

  /** Does one job. What goes wrong here leaves the job leased: it is done again when the lease runs out. */
  async #do(job: Job) {
    const { sql, app, registrar, clock, backoffScale } = this.#around;
    try {
      const run = await inTime(readRun(sql, job.runId));
      if (!run) return;
      const answer = job.kind === 'sleep' ? { kind: 'slept' as const } : await app.call(run, job);
      if (answer.kind === 'away') registrar.missed();
      await inTime(settle(sql, job, run, answer, { now: clock(), backoffScale }));
    } catch (error) {
      this.#note('runner.job-failed', error, { runId: job.runId });
    }
  }

  async #keepLeases(until: Date) {
    await inTime(extendLeases(this.#around.sql, [...this.#underWay.keys()], until)).catch((error: unknown) => {
      this.#note('runner.heartbeat-failed', error);
    });
  }

  /**
   * The driver (postgres 3.4.9) can lose a connection of its pool for ever when the socket closes under a write: what it is asked then hangs, or ends
   * in CONNECT_TIMEOUT, however well the server is. Nothing but a new process heals that.
   */
  #note(event: string, error: unknown, fields: Record<string, unknown> = {}) {
    log.error(event, { ...fields, error });
    const isLost = error instanceof Error && 'code' in error && error.code === 'CONNECT_TIMEOUT';
    if (isLost || error instanceof LostDatabase) this.#around.onLostDatabase();
  }

  #wakeIn(afterMs: number) {
    clearTimeout(this.#timer);
    if (!this.#isStopped) this.#timer = setTimeout(this.wake, afterMs);
  }

  #leaseEnd(): Date {
    return new Date(this.#around.clock().getTime() + this.#around.leaseSeconds * 1000);
  }
}

/** @throws LostDatabase when the answer takes longer than any answer can. */
async function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LostDatabase('Postgres does not answer.')), answerMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
