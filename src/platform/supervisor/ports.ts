import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { Trouble } from '@/platform/trouble';
import { commandOf } from './processes';

export type WantedPort = { port: number; host: string; for: string };

/**
 * Makes sure that nobody listens where we want to.
 * @param sitePort the owner's PORT, which all the others are counted from
 * @throws Trouble naming the first taken port, by whom when the machine tells, and the way on
 */
export async function assertPortsFree(wanted: WantedPort[], sitePort: number): Promise<void> {
  const refused = await Promise.all(wanted.map(({ port, host }) => bindError(port, host)));
  wanted.forEach(({ port, for: purpose }, i) => {
    const code = refused[i];
    if (code === 'EADDRINUSE') {
      const by = listenerOn(port);
      const whom = by ? ` by process ${by} (${commandOf(by).slice(0, 80)})` : '';
      throw new Trouble(
        `Port ${port}, wanted for ${purpose}, is taken${whom}: end that, or choose other ports with \`PORT=${sitePort + 100} npm start\`.`,
      );
    }
    if (code === 'EACCES')
      throw new Trouble(
        `Port ${port} may not be used by this user: choose one above 1023 with \`PORT=3000 npm start\`.`,
      );
    if (code) throw new Trouble(`Port ${port}, wanted for ${purpose}, cannot be used (${code}).`);
  });
}

function bindError(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/** The process that listens on a TCP port, where /proc tells (others' processes are seen by root only). */
function listenerOn(port: number): number | undefined {
  const inode = ['/proc/net/tcp', '/proc/net/tcp6'].map((table) => listeningInode(table, port)).find(Boolean);
  if (!inode) return undefined;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).find((pid) => holdsSocket(pid, inode));
}

function listeningInode(table: string, port: number): string | undefined {
  const listening = '0A';
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  try {
    const rows = readFileSync(table, 'utf8').split('\n').slice(1);
    const fields = rows.map((row) => row.trim().split(/\s+/));
    return fields.find((field) => field[1]?.endsWith(`:${hexPort}`) && field[3] === listening)?.[9];
  } catch {
    // Not Linux: we then name the port without its holder.
    return undefined;
  }
}

function holdsSocket(pid: number, inode: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => linkOf(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`);
  } catch {
    // Ended meanwhile, or another user's.
    return false;
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
