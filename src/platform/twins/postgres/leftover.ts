import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, ended, folderOf, isAlive, signal } from '@/platform/supervisor/processes';

/**
 * Ends a server that was left running on this folder, and forgets the note of one that is gone. To be called only by who holds
 * the folder's lock: then whatever runs there is nobody's.
 */
export async function clearLeftover(dataDir: string): Promise<void> {
  const note = join(dataDir, 'postmaster.pid');
  if (!existsSync(note)) return;
  const pid = Number(readFileSync(note, 'utf8').split('\n')[0]);
  if (Number.isInteger(pid) && pid > 1 && isServerOf(pid, dataDir)) {
    await endServer(pid);
    return;
  }
  // The number now belongs to another program (ids are used again after a reboot): Postgres would take it for a server and refuse.
  rmSync(note, { force: true });
}

/** Fast shutdown, then the one that recovers at the next start, then the last resort. */
export async function endServer(pid: number): Promise<void> {
  for (const [name, patienceMs] of [
    ['SIGINT', 8_000],
    ['SIGQUIT', 3_000],
    ['SIGKILL', 3_000],
  ] as const) {
    signal(pid, name);
    if (await ended(pid, patienceMs)) return;
  }
}

function isServerOf(pid: number, dataDir: string): boolean {
  if (!isAlive(pid) || !/(^|\/)postgres(\s|$)/.test(commandOf(pid))) return false;
  const folder = folderOf(pid);
  return folder === undefined || folder === realpathSync(dataDir);
}
