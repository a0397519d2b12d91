import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Trouble } from '@/platform/trouble';
import { type Account, handOver } from './account';

/** The major version the bundled server writes and reads. */
export const major = 18;
/** The server's own administrator; the site signs in as the ordinary role `vitrine`. */
export const administrator = 'postgres';

/**
 * How the server is told where its data is. It gives up root before it looks, and may then be unable to walk down to the folder
 * (mode 0700 on the way); but it is started standing in it, and Linux lets a process name the folder it stands in.
 */
export function nameOfFolder(dataDir: string, account: Account): string {
  return account.uid !== undefined && platform() === 'linux' ? '/proc/self/cwd' : dataDir;
}

/** The variables a Postgres program gets: none of ours, and messages in the language we read them in. */
export function surroundings(): NodeJS.ProcessEnv {
  return { NODE_ENV: 'production', PATH: process.env.PATH, TZ: 'UTC', LC_MESSAGES: 'C' };
}

/**
 * True when there is a cluster to start, false when one must be made.
 * @throws Trouble when the folder holds something else, or a cluster of another major version.
 */
export function hasCluster(dataDir: string): boolean {
  if (!existsSync(dataDir) || readdirSync(dataDir).length === 0) return false;
  const version = join(dataDir, 'PG_VERSION');
  if (!existsSync(version) || !existsSync(join(dataDir, 'global', 'pg_control'))) {
    throw new Trouble(
      `The database folder ${dataDir} is broken (it has no cluster in it): restore a backup, or start over with \`npm run reset\`.`,
    );
  }
  const found = readFileSync(version, 'utf8').trim();
  if (found !== String(major)) {
    throw new Trouble(
      `The database folder ${dataDir} was written by Postgres ${found}, and this Vitrine brings Postgres ${major}: back up with the version that wrote it, and restore with this one.`,
    );
  }
  return true;
}

/**
 * Makes a cluster: UTF-8, ICU collation, passwords by SCRAM. It is made beside and renamed, so that a start killed half way leaves
 * no broken folder. `durable` waits until all of it is on disk.
 */
export async function makeCluster(options: {
  dataDir: string;
  binaries: string;
  account: Account;
  password: string;
  durable: boolean;
}) {
  const { dataDir, account } = options;
  const staging = `${dataDir}.new`;
  const inner = join(staging, 'data');
  rmSync(staging, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(inner, { recursive: true, mode: 0o700 });
  chmodSync(staging, 0o700);
  writeFileSync(join(staging, 'password'), options.password, { mode: 0o600 });
  handOver(staging, account);
  const place = nameOfFolder(inner, account);
  const locale = platform() === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const words = [
    `--pgdata=${place}`,
    `--username=${administrator}`,
    `--pwfile=${place}/../password`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=icu',
    '--icu-locale=und',
    `--locale=${locale}`,
    ...(options.durable ? [] : ['--no-sync']),
  ];
  await promisify(execFile)(join(options.binaries, 'bin', 'initdb'), words, {
    cwd: inner,
    env: surroundings(),
    ...account,
  }).catch((error: Error & { stderr?: string }) => {
    throw new Trouble(`Postgres could not make its folder ${dataDir}: ${lastLine(error.stderr || error.message)}`);
  });
  renameSync(inner, dataDir);
  rmSync(staging, { recursive: true, force: true });
}

/** The last line with words in it: where Postgres says why. */
export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}
