import type { Sql } from 'postgres';
import { log } from '@/platform/log';
import { type App, isNobodyThere } from './app';
import { register } from './registration';

const probeMs = 1_000;
const renewMs = 30_000;

/** Knows whether the app is there, and keeps the runner's list of its functions fresh. */
export interface Registrar {
  /** Begins to look for the app; `onReturn` is called whenever it has come up. */
  start(onReturn: () => void): void;
  /** Whether the app answered last time. While it does not, no job is sent. */
  isAppThere(): boolean;
  /** A call found nobody: look every second until the app is back. */
  missed(): void;
  stop(): Promise<void>;
}

/**
 * Registers the app as soon as it comes up, and again every half minute: after a restart or a hot reload its functions may be others.
 */
export function keepRegistered(sql: Sql, app: App, clock: () => Date): Registrar {
  let onReturn = () => {};
  let isThere = false;
  let isStopped = false;
  let complaint = '';
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;

  async function look() {
    const wasThere = isThere;
    try {
      const askedAt = clock();
      const functions = await app.listFunctions();
      // Its functions may yet be refused; then it goes on with those it had.
      isThere = true;
      const isNew = await register(sql, functions, askedAt, clock());
      complaint = '';
      if (isNew || !wasThere) log.info('runner.registered', { isNew });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (isNobodyThere(error)) isThere = false;
      if (message !== complaint) log.warn('runner.not-registered', { message });
      complaint = message;
    }
    if (isThere && !wasThere) onReturn();
  }

  function lookAgain(afterMs: number) {
    clearTimeout(timer);
    if (isStopped) return;
    timer = setTimeout(() => {
      looking ??= look().finally(() => {
        looking = undefined;
        lookAgain(isThere ? renewMs : probeMs);
      });
    }, afterMs);
  }

  return {
    start(whenBack) {
      onReturn = whenBack;
      lookAgain(0);
    },
    isAppThere: () => isThere,
    missed() {
      isThere = false;
      lookAgain(0);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}
