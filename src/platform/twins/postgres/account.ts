import { chownSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '@/platform/trouble';

/** The account the database server runs under. Empty: the one that runs us. */
export type Account = { uid?: number; gid?: number };

/** Who may run the server for root, best first: an account of its own, the usual one, the one that is always there. */
const candidates = ['vitrine', 'postgres', 'nobody'];

/**
 * Postgres refuses to run as root. For root we therefore pick an unprivileged account; once a data folder exists, its owner,
 * so that a `postgres` account installed later does not lock the server out of its own data.
 * @throws Trouble when the folder belongs to somebody else, or when root finds no account to use.
 */
export function accountFor(dataDir: string): Account {
  const owner = ownerOf(dataDir);
  const self = process.getuid?.();
  if (self === undefined) return {};
  if (self !== 0) {
    if (owner === undefined || owner.uid === self) return {};
    throw new Trouble(
      `${dataDir} belongs to user ${owner.uid}, but this is user ${self}: start as that user, or hand the folder over with chown -R.`,
    );
  }
  if (owner && owner.uid !== 0) return owner;
  const account = unprivilegedAccount();
  // A folder copied back by root belongs to root; the server could not read it.
  if (owner) handOver(dataDir, account);
  return account;
}

function ownerOf(path: string): { uid: number; gid: number } | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && { uid: stat.uid, gid: stat.gid };
}

function unprivilegedAccount(): { uid: number; gid: number } {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of candidates) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid && gid && uid !== '0') return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Trouble(
    'Postgres does not run as root, and this machine has no user vitrine, postgres or nobody: make one with `useradd --system vitrine`.',
  );
}

/** Gives a folder and all in it to an account; without one, nothing changes. */
export function handOver(path: string, account: Account): void {
  if (account.uid === undefined || account.gid === undefined) return;
  chownSync(path, account.uid, account.gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) handOver(inner, account);
    else if (lstatSync(inner).isFile()) chownSync(inner, account.uid, account.gid);
  }
}
