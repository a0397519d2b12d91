import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
      const holder = readHolder(path);
      if (holder && isHere(holder)) return holder;
      takeAside(path);
    }
  } finally {
    rmSync(staging, { force: true });
  }
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

/** Removes a dead holder's lock by moving it first: if a living one took its place meanwhile, it goes back. */
function takeAside(path: string): void {
  const aside = `${path}.${process.pid}.old`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const holder = readHolder(aside);
  if (holder && isHere(holder)) tryLink(aside, path);
  rmSync(aside, { force: true });
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
