import type { Sql } from 'postgres';
import { log } from '@/platform/log';
import { type App, isNobodyThere } from './app';
import { register } from './registration';

const probeMs = 1_000;
const renewMs = 30_000;

/**
 * Knows whether the app is there, and keeps the runner's list of its functions fresh: it registers the app as soon as it comes up, and again every
 * half minute, since after a restart or a hot reload its functions may be others.
 */
export class Registrar {
  readonly #sql: Sql;
  readonly #app: App;
  readonly #clock: () => Date;
  #onReturn = () => {};
  #isThere = false;
  #isStopped = false;
  #complaint = '';
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  constructor(sql: Sql, app: App, clock: () => Date) {
    this.#sql = sql;
    this.#app = app;
    this.#clock = clock;
  }

  /** Begins to look for the app; `onReturn` is called whenever it has come up. */
  start(onReturn: () => void) {
    this.#onReturn = onReturn;
    this.#lookIn(0);
  }

  /** Whether the app answered last time. While it does not, no job is sent. */
  isAppThere(): boolean {
    return this.#isThere;
  }

  /** A call found nobody: look every second until the app is back. */
  missed() {
    this.#isThere = false;
    this.#lookIn(0);
  }

  async stop() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  #lookIn(afterMs: number) {
    clearTimeout(this.#timer);
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#looking ??= this.#look().finally(() => {
        this.#looking = undefined;
        this.#lookIn(this.#isThere ? renewMs : probeMs);
      });
    }, afterMs);
  }

  async #look() {
    const wasThere = this.#isThere;
    try {
      const askedAt = this.#clock();
      const functions = await this.#app.listFunctions();
      // They may yet be refused; then the app goes on with those it had.
      this.#isThere = true;
      const isNew = await register(this.#sql, functions, askedAt, this.#clock());
      this.#complaint = '';
      if (isNew || !wasThere) log.info('runner.registered', { isNew });
    } catch (error) {
      if (isNobodyThere(error)) this.#isThere = false;
      this.#complain(error instanceof Error ? error.message : String(error));
    }
    if (this.#isThere && !wasThere) this.#onReturn();
  }

  /** Says each trouble once, not every second. */
  #complain(message: string) {
    if (message !== this.#complaint) log.warn('runner.not-registered', { message });
    this.#complaint = message;
  }
}
