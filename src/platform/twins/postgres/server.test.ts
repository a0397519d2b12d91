import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAlive } from '@/platform/supervisor/processes';
import { Trouble } from '@/platform/trouble';
import { freePort } from '@/testing/ports';
import { endServer } from './leftover';
import { type PostgresServer, startPostgres } from './server';

const isRoot = process.getuid?.() === 0;
/** Somebody on every machine who is not us and not root. */
const stranger = 65_534;

let folder: string;
beforeAll(() => {
  // Nobody but us may enter, and the path has a blank: what holds here holds anywhere.
  folder = join(mkdtempSync(join(tmpdir(), 'vitrine-pg-')), 'closed folder');
  mkdirSync(folder, { mode: 0o700 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const startOn = async (name: string, port?: number) =>
  startPostgres({
    dataDir: join(folder, name),
    port: port ?? (await freePort()),
    password: 'it’s "quoted"',
    durable: false,
  });

async function ask<T extends Record<string, unknown>>(server: PostgresServer, question: string): Promise<T[]> {
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe<T[]>(question);
  } finally {
    await sql.end();
  }
}

test('runs from a folder of mode 0700 whose path has a blank, and keeps what was written over a restart', async () => {
  const first = await startOn('kept');
  await ask(first, "create table kept as select 'still here' as word");
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  const second = await startOn('kept');
  expect(await ask(second, 'select word from kept')).toEqual([{ word: 'still here' }]);
  await second.stop();
});

test('never runs as root', async () => {
  const server = await startOn('rootless');
  expect(statSync(`/proc/${server.pid}`).uid).not.toBe(0);
  await server.stop();
});

test('speaks UTF-8 and UTC, compares by ICU, and knows the letters of all scripts', async () => {
  const server = await startOn('words');
  await ask(server, 'create extension pg_trgm');
  const [row] = await ask(
    server,
    `
    select current_setting('server_encoding') as encoding, current_setting('timezone') as zone, datlocprovider::text as provider,
      cardinality(show_trgm('画廊')) > 0 as trigrams, upper('é') as upper
    from pg_database where datname = current_database()`,
  );
  expect(row).toEqual({ encoding: 'UTF8', zone: 'UTC', provider: 'i', trigrams: true, upper: 'É' });
  await server.stop();
});

test('the site’s role is an ordinary one that can read and reset the statistics of statements', async () => {
  const server = await startOn('roles');
  const [role] = await ask(
    server,
    'select rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user',
  );
  expect(role).toEqual({ rolsuper: false, rolcreaterole: false, rolcreatedb: false });
  await ask(server, 'select count(*) from pg_stat_statements');
  await ask(server, 'select pg_stat_statements_reset(0, 0, 0, false)');
  await expect(ask(server, "copy (select 1) to program 'cat'")).rejects.toThrow(/permission denied/);
  await server.stop();
});

test('refuses a wrong password, and listens on loopback alone', async () => {
  const server = await startOn('closed');
  const sql = postgres(server.url.replace(/:[^:@]*@/, ':wrong@'), { max: 1 });
  await expect(sql`select 1`).rejects.toThrow(/password authentication failed/);
  await sql.end();
  expect(await ask(server, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  await server.stop();
});

test('a server that a killed process left running is ended by the next start, and nothing committed is lost', async () => {
  const left = await startOn('left');
  await ask(left, 'create table left_over (n int)');
  // Its guard is killed, so nobody tells the server that its owner is gone.
  const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=', '-p', String(left.pid)]);
  process.kill(Number(stdout), 'SIGKILL');
  await left.exited;
  expect(isAlive(left.pid)).toBe(true);
  const next = await startOn('left');
  expect(isAlive(left.pid)).toBe(false);
  expect(await ask(next, 'select count(*)::int as n from left_over')).toEqual([{ n: 0 }]);
  await next.stop();
});

test('a server ends when the process that started it is killed', async () => {
  const port = await freePort();
  const program = `
    const { startPostgres } = await import('./src/platform/twins/postgres/server.ts');
    const server = await startPostgres({ dataDir: process.argv[1], port: ${port}, password: 'p', durable: false });
    process.stdout.write(String(server.pid), () => process.kill(process.pid, 'SIGKILL'));`;
  const words = ['--import', 'tsx', '--input-type=module', '--eval', program, join(folder, 'orphan')];
  const killed = await promisify(execFile)(process.execPath, words).catch(
    (error: { stdout: string; signal: string }) => error,
  );
  expect(killed).toMatchObject({ signal: 'SIGKILL' });
  await expect.poll(() => isAlive(Number(killed.stdout)), { timeout: 10_000 }).toBe(false);
});

test('the note of a server that is gone, whose id another program now has, stands in nobody’s way', async () => {
  const server = await startOn('reused');
  await endServer(server.pid);
  await server.exited;
  writeFileSync(join(folder, 'reused', 'postmaster.pid'), `${process.pid}\n`);
  const next = await startOn('reused');
  await next.stop();
  expect(isAlive(process.pid)).toBe(true);
});

test('a first start that was cut short is begun anew', async () => {
  mkdirSync(join(folder, 'cut.new', 'data'), { recursive: true });
  writeFileSync(join(folder, 'cut.new', 'data', 'half'), '');
  const server = await startOn('cut');
  await server.stop();
  expect(existsSync(join(folder, 'cut.new'))).toBe(false);
});

test('a port in use is named in one sentence', async () => {
  const server = await startOn('holder');
  const port = Number(new URL(server.url).port);
  await expect(startOn('second', port)).rejects.toThrow(new Trouble(`Port ${port}, wanted for Postgres, is taken.`));
  await server.stop();
});

test('a folder that holds something else is refused and left as it is', async () => {
  const path = join(folder, 'letters');
  mkdirSync(path);
  writeFileSync(join(path, 'letter.txt'), 'dear');
  await expect(startOn('letters')).rejects.toThrow(/is broken \(it has no cluster in it\)/);
  expect(existsSync(join(path, 'letter.txt'))).toBe(true);
});

test('a folder of another major version is refused by name', async () => {
  const path = join(folder, 'older');
  mkdirSync(join(path, 'global'), { recursive: true });
  writeFileSync(join(path, 'PG_VERSION'), '16\n');
  writeFileSync(join(path, 'global', 'pg_control'), '');
  await expect(startOn('older')).rejects.toThrow(/written by Postgres 16, and this Vitrine brings Postgres 18/);
});

test('a cluster that has lost its heart is refused in one sentence', async () => {
  const server = await startOn('damaged');
  await server.stop();
  const control = join(folder, 'damaged', 'global', 'pg_control');
  chmodSync(control, 0o600);
  writeFileSync(control, 'nonsense');
  const refused = await startOn('damaged').catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Trouble);
  expect((refused as Trouble).message).toMatch(/^Postgres does not start on .*damaged: .+\. Restore a backup/);
  expect((refused as Trouble).message).not.toContain('\n');
});

test('runs for an ordinary user too', async () => {
  const home = mkdtempSync(join(tmpdir(), 'vitrine-user-'));
  chmodSync(home, 0o777);
  const program = `
    const { startPostgres } = await import('./src/platform/twins/postgres/server.ts');
    const server = await startPostgres({ dataDir: process.argv[1], port: ${await freePort()}, password: 'p', durable: false });
    await server.stop();
    console.log('ran as', process.getuid());`;
  const words = ['--import', 'tsx', '--input-type=module', '--eval', program, join(home, 'postgres')];
  const account = isRoot ? { uid: stranger, gid: stranger } : {};
  const env = { ...process.env, HOME: home, TMPDIR: home };
  const { stdout } = await promisify(execFile)(process.execPath, words, { ...account, env });
  expect(stdout).toBe(`ran as ${isRoot ? stranger : process.getuid?.()}\n`);
  rmSync(home, { recursive: true });
});
