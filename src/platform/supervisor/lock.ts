import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { beginningOf } from './processes';

const noteSchema = z.object({ pid: z.number().int(), beginning: z.string(), port: z.number().int().optional() });

/** Who holds a lock. `beginning` tells a process from a later one of the same id. */
export type Holder = z.output<typeof noteSchema>;

/**
 * Takes a lock file for this process, or says who has it. A lock whose holder is gone (kill -9, a reboot) is taken over.
 * @returns a function that lets go, or the holder.
 */
export function takeLock(path: string, about: { port?: number } = {}): (() => void) | Holder {
  const mine: Holder = { pid: process.pid, beginning: beginningOf(process.pid) ?? '', ...about };
  const staging = `${path}.${process.pid}`;
  writeFileSync(staging, JSON.stringify(mine), { mode: 0o644 });
  try {
    for (;;) {
      // A link is made whole or not at all, and never over another: no reader sees half a note.
      if (tryLink(staging, path)) return () => rmSync(path, { force: true });
      const holder = holderOf(path);
      if (holder) return holder;
      clearDead(path);
    }
  } finally {
    rmSync(staging, { force: true });
  }
}

/**
 * Removes a dead holder's lock. Two at it would be one too many: the slower might remove what the faster has just put there. So they take turns, and who has
 * the turn looks again. A turn is a lock as well, and may have died in its moment.
 */
function clearDead(path: string): void {
  const turn = takeLock(`${path}.turn`);
  if (typeof turn !== 'function') {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    return;
  }
  if (!holderOf(path)) rmSync(path, { force: true });
  turn();
}

/** Who holds a lock right now, without taking it. */
export function holderOf(path: string): Holder | undefined {
  const holder = readHolder(path);
  return holder && isHere(holder) ? holder : undefined;
}

function isHere(holder: Holder): boolean {
  return beginningOf(holder.pid) === holder.beginning;
}

function readHolder(path: string): Holder | undefined {
  try {
    return noteSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
