import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Trouble } from '@/platform/trouble';
import type { Register, Running } from './children';
import { beginningOf, ended, endGroup, signal } from './processes';
import type { Say } from './words';

/** Pauses before a part that ended by itself is started again; the last one is kept to. A part that held for a minute starts over. */
const pausesMs = [200, 1_000, 3_000, 10_000, 30_000];
const steadyMs = 60_000;

/** One part of the whole, kept running. */
type Part = { title: string; running: Running | undefined };

/** Starts a part and resolves when it serves, having told of the process as soon as there was one. */
export type Start = (register: Register) => Promise<Running>;

/**
 * All processes of one site: keeps them running, knows their ids on disk, and ends them in the reverse of the order they were added in.
 */
export type Crew = {
  /** Starts a part and keeps it running until the crew is dismissed. Its first start must succeed. */
  keep: (title: string, start: Start) => Promise<void>;
  /** Takes a process that ends by itself, so that it, too, is ended by a dismissal. */
  borrow: (title: string) => Register;
  /** Ids by title, of those that run now. */
  pids: () => Record<string, number>;
  /** Ends all and waits. Twice is once. */
  dismiss: () => Promise<void>;
};

export function gatherCrew(dataDir: string, say: Say): Crew {
  const parts: Part[] = [];
  const dismissal = new AbortController();
  const starts = new Set<Promise<Running>>();
  let dismissed: Promise<void> | undefined;

  const add = (title: string): Register => {
    const part: Part = { title, running: undefined };
    parts.push(part);
    return (running) => {
      part.running = running;
      writeRecord(dataDir, parts);
      void running.exited.then(() => {
        if (part.running === running) part.running = undefined;
      });
      if (dismissal.signal.aborted) void running.stop();
    };
  };
  const stopAll = async () => {
    for (const part of parts.toReversed()) await part.running?.stop();
  };
  const dismissAll = async () => {
    dismissal.abort();
    await stopAll();
    // What was just starting may have come up after it was looked for.
    await Promise.allSettled(starts);
    await stopAll();
    rmSync(recordOf(dataDir), { force: true });
  };
  const begin = (start: Start, register: Register): Promise<Running> => {
    const begun = start(register);
    starts.add(begun);
    const forget = () => void starts.delete(begun);
    begun.then(forget, forget);
    return begun;
  };

  return {
    async keep(title, start) {
      if (dismissal.signal.aborted) throw new Trouble('The start was called off.');
      const register = add(title);
      const again = async () => {
        const running = await begin(start, register);
        register(running);
        return running;
      };
      void watch({ title, start: again, say, until: dismissal.signal }, await again());
    },
    borrow: add,
    pids: () => Object.fromEntries(parts.flatMap(({ title, running }) => (running ? [[title, running.pid]] : []))),
    dismiss: () => (dismissed ??= dismissAll()),
  };
}

type Watched = { title: string; start: () => Promise<Running>; say: Say; until: AbortSignal };

/** Starts a part again whenever it has ended by itself, until the dismissal. */
async function watch({ title, start, say, until }: Watched, first: Running): Promise<void> {
  let running: Running | undefined = first;
  let tries = 0;
  while (!until.aborted) {
    const since = performance.now();
    const how = (await running?.exited) ?? 'it did not start';
    if (until.aborted) return;
    if (performance.now() - since > steadyMs) tries = 0;
    say(`${title} ended by itself (${how}) and is started again.`);
    await pause(pausesMs[Math.min(tries++, pausesMs.length - 1)] ?? 0, until);
    if (until.aborted) return;
    running = await start().catch((error: Error) => {
      say(error.message);
      return undefined;
    });
  }
}

function pause(ms: number, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    until.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

const recordSchema = z.array(z.object({ title: z.string(), pid: z.number().int().min(2), beginning: z.string() }));
const recordOf = (dataDir: string) => join(dataDir, 'processes.json');

/** Written whole, by rename: a start after kill -9 must be able to read it. */
function writeRecord(dataDir: string, parts: Part[]) {
  const rows = parts.flatMap(({ title, running }) => {
    const beginning = running && beginningOf(running.pid);
    return running && beginning && !running.hasOwnNote ? [{ title, pid: running.pid, beginning }] : [];
  });
  const staging = `${recordOf(dataDir)}.new`;
  writeFileSync(staging, JSON.stringify(rows), { mode: 0o600 });
  renameSync(staging, recordOf(dataDir));
}

/**
 * Ends what a killed supervisor left running on this folder: most parts end by themselves when it goes, this waits for them and makes sure. To be called
 * by who holds the folder's lock.
 * @returns the titles of those that still ran
 */
export async function clearLeftCrew(dataDir: string): Promise<string[]> {
  const left = readRecord(dataDir).filter(({ pid, beginning }) => beginningOf(pid) === beginning);
  await Promise.all(
    left.map(async ({ pid }) => {
      signal(pid, 'SIGTERM');
      await ended(pid, 5_000);
      endGroup(pid);
      await ended(pid, 5_000);
    }),
  );
  rmSync(recordOf(dataDir), { force: true });
  return left.map(({ title }) => title);
}

function readRecord(dataDir: string): z.output<typeof recordSchema> {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(recordOf(dataDir), 'utf8')));
  } catch {
    // None, or one of a version that wrote it otherwise: then the ports will tell.
    return [];
  }
}
