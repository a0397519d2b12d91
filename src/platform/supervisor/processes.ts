import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/**
 * True while a process of this id runs, whoever owns it. One that has ended and was not yet noticed by its parent does not run: in a container
 * without an init nobody may ever notice.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const stat = proc(pid, 'stat');
  return !stat?.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
}

/** Text of a file under /proc, or nothing where there is none or it may not be read. */
function proc(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}

/** The command line of a process, its words joined by blanks; empty when it cannot be known. */
export function commandOf(pid: number): string {
  const line = proc(pid, 'cmdline');
  if (line) return line.replaceAll('\0', ' ').trim();
  return ps(pid, 'command=');
}

/** The folder a process stands in, or undefined when it cannot be known (only Linux tells without other tools). */
export function folderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/**
 * When a process began, as an opaque word that differs for another process of the same id: ids are used again, so an id from a
 * file may only be trusted together with this. Undefined when there is no such process.
 */
export function beginningOf(pid: number): string | undefined {
  const stat = proc(pid, 'stat');
  // The second field is the name in brackets and may hold blanks; the start time is the 20th field after it.
  if (stat) return `${bootId()}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  return ps(pid, 'lstart=') || undefined;
}

/** Start times count from the boot: without its id, a pid of before a reboot could be taken for one of today. */
function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}

function ps(pid: number, column: string): string {
  try {
    return execFileSync('ps', ['-o', column, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

/** Waits until a process is gone. @returns false when it still lives after `withinMs`. */
export async function ended(pid: number, withinMs: number): Promise<boolean> {
  const until = performance.now() + withinMs;
  while (isAlive(pid)) {
    if (performance.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

/** Sends a signal; a process that is already gone is as good as signalled. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Ends a process that leads a group, and whatever it started, at once. */
export function endGroup(leader: number): void {
  signal(-leader, 'SIGKILL');
}
