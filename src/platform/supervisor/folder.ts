import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Trouble } from '@/platform/trouble';
import { type Holder, holderOf, takeLock } from './lock';

/**
 * Opens a data folder for this process alone, making it when missing.
 * @returns a function that lets go of it
 * @throws Trouble when it cannot be written, or another Vitrine runs on it
 */
export function openFolder(dataDir: string, port: number): () => void {
  try {
    // Secrets and people's data: for its owner only. Twins and Postgres run as the owner or stand inside already.
    makeFolder(dataDir);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    const taken = takeLock(lockOf(dataDir), { port });
    if (typeof taken === 'function') return taken;
    throw new Trouble(busy(dataDir, taken));
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw new Trouble(
      `The data folder ${dataDir} cannot be written (${(error as NodeJS.ErrnoException).code}): give this user the right to, or name another with DATA_DIR.`,
    );
  }
}

/** Step by step: Node's own recursive way never ends where a file system refuses with "no such file", as /proc does. */
function makeFolder(path: string) {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/** Who runs on this folder, if anybody does. */
export function runningOn(dataDir: string): Holder | undefined {
  return holderOf(lockOf(dataDir));
}

const lockOf = (dataDir: string) => join(dataDir, 'running.json');

function busy(dataDir: string, holder: Holder): string {
  const where = holder.port ? ` on port ${holder.port}` : '';
  return `A Vitrine already runs on ${dataDir} (process ${holder.pid}${where}): end it first, or start another copy with its own DATA_DIR and PORT.`;
}
