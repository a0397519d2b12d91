import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import postgres from 'postgres';
import { isAlive } from '@/platform/supervisor/processes';
import { Trouble } from '@/platform/trouble';
import { type Account, accountFor } from './account';
import { binariesFor } from './binaries';
import { administrator, hasCluster, lastLine, makeCluster, nameOfFolder, surroundings } from './cluster';
import { clearLeftover, endServer } from './leftover';

/**
 * The server knows nothing of our channel, so a small shell stands between: when its input closes, which the kernel does for us
 * even when we are killed, it asks the server to stop. It ends when the server does, with its exit code.
 */
const guard = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
( read -r word <&3; kill -INT "$server" ) 2>/dev/null &
watch=$!
exec 3<&-
wait "$server"; code=$?
kill "$watch" 2>/dev/null
exit "$code"`;

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_preload_libraries: 'pg_stat_statements',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Our queries are short: compiling them costs more than it saves.
  jit: 'off',
};

export type PostgresOptions = {
  /** The folder of the cluster itself; made when missing. Relative paths count from the working folder. */
  dataDir: string;
  port: number;
  /** Of the role `vitrine` and of the administrator. Set when the cluster is made; later starts must give the same. */
  password: string;
  /** Server settings by name, over those above. */
  settings?: Record<string, string>;
  /** False only for data that may be lost with the machine: nothing waits for the disk. */
  durable?: boolean;
  /** Receives what the server logs, in pieces. */
  onLog?: (text: string) => void;
};

export type PostgresServer = {
  /** The database `vitrine` as its owner, an ordinary role. */
  url: string;
  /** The same as administrator, database `postgres`: to make and drop databases. */
  adminUrl: string;
  pid: number;
  /** Settles when the server has ended, wanted or not, with a few words on how. */
  exited: Promise<string>;
  /** Ends the server and waits for it. Twice is once. */
  stop: () => Promise<void>;
};

/**
 * Starts the bundled Postgres on 127.0.0.1, with the role and database `vitrine` and the extension pg_stat_statements ready. Ends a server left
 * over on the same folder first. The server ends when this process does, however that ends.
 * @throws Trouble in one sentence when the folder or the port does not allow it.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const dataDir = resolve(options.dataDir);
  const durable = options.durable ?? true;
  const account = accountFor(dataDir);
  const binaries = binariesFor(account);
  if (!hasCluster(dataDir)) await makeCluster({ dataDir, binaries, account, password: options.password, durable });
  await clearLeftover(dataDir);
  const child = launch({ ...options, dataDir, durable }, binaries, account);
  const exited = new Promise<string>((done) => {
    child.once('exit', (code, name) => done(name ? `signal ${name}` : `code ${code}`));
  });
  await ready(child, options, dataDir);
  const pid = Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const stop = async () => {
    child.stdin?.end();
    if (child.exitCode === null && isAlive(pid)) await endServer(pid);
    await exited;
  };
  const address = (role: string, database: string) =>
    `postgres://${role}:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${database}`;
  const server = {
    url: address('vitrine', 'vitrine'),
    adminUrl: address(administrator, 'postgres'),
    pid,
    exited,
    stop,
  };
  try {
    await furnish(server.adminUrl, options.password);
  } catch (error) {
    await stop();
    throw error;
  }
  return server;
}

function launch(options: PostgresOptions, binaries: string, account: Account): ChildProcess {
  const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const all = { ...settings, ...(options.durable ? {} : careless), ...options.settings };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const program = join(binaries, 'bin', 'postgres');
  return spawn(
    '/bin/sh',
    [
      '-c',
      guard,
      'postgres',
      program,
      '-D',
      nameOfFolder(options.dataDir, account),
      '-p',
      String(options.port),
      ...flags,
    ],
    {
      cwd: options.dataDir,
      env: surroundings(),
      stdio: ['pipe', 'ignore', 'pipe'],
      // A group of its own: Ctrl-C in a terminal is for the supervisor, which stops the site before its database.
      detached: true,
      ...account,
    },
  );
}

/** Resolves when the server says that it serves. */
function ready(child: ChildProcess, options: PostgresOptions, dataDir: string): Promise<void> {
  return new Promise((done, fail) => {
    let heard = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      options.onLog?.(text);
      if (heard === 'served') return;
      heard += text;
      if (!heard.includes('ready to accept connections')) return;
      heard = 'served';
      done();
    });
    child.once('error', (error) => fail(new Trouble(`Postgres could not be run: ${error.message}`)));
    child.once('exit', () => fail(new Trouble(reasonOf(heard, options.port, dataDir))));
  });
}

function reasonOf(log: string, port: number, dataDir: string): string {
  if (/could not bind|Address already in use/.test(log)) return `Port ${port}, wanted for Postgres, is taken.`;
  const fatal = log
    .split('\n')
    .filter((line) => /(FATAL|PANIC):/.test(line))
    .at(-1);
  const why = lastLine(fatal ?? log).replace(/^.*?(FATAL|PANIC):\s*/, '');
  return `Postgres does not start on ${dataDir}: ${why || 'it ended without a word'}. Restore a backup, or start over with \`npm run reset\`.`;
}

/** The role, its database and the extension only an administrator may add. */
async function furnish(adminUrl: string, password: string): Promise<void> {
  const quoted = `'${password.replaceAll("'", "''")}'`;
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    const [role] = await admin`select 1 from pg_roles where rolname = 'vitrine'`;
    await admin.unsafe(`${role ? 'alter' : 'create'} role vitrine login password ${quoted}`);
    const [database] = await admin`select 1 from pg_database where datname = 'vitrine'`;
    if (!database) await admin.unsafe('create database vitrine owner vitrine');
    await admin.unsafe('grant pg_read_all_stats to vitrine');
  } finally {
    await admin.end();
  }
  const inside = postgres(adminUrl, { database: 'vitrine', max: 1, onnotice: () => {} });
  try {
    await inside.unsafe('create extension if not exists pg_stat_statements');
    await inside.unsafe('grant execute on function pg_stat_statements_reset(oid, oid, bigint, boolean) to vitrine');
  } finally {
    await inside.end();
  }
}
