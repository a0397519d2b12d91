import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Copy, type CopyOptions, type Relative, runCopy } from '@/testing/copy';
import {
  aHome,
  ask,
  copyProgram,
  type Home,
  handOver,
  health,
  isReachable,
  parentOf,
  planOf,
  serverOf,
} from '@/testing/home';
import { ensureBuild } from './build';
import { beginningOf, isAlive } from './processes';

/** The last line of the greeting. */
const open = /Ctrl-C ends everything/;
const isRoot = process.getuid?.() === 0;
const production = { SITE_URL: 'https://gallery.example', SMTP_URL: 'smtp://127.0.0.1:9' };

let folder: string;
let build: string;
const copies: Copy[] = [];

beforeAll(async () => {
  const ignore = () => {};
  // So that no test waits for it, or finds another way to a start than the rest.
  build = await ensureBuild(ignore, ignore, ignore);
  folder = mkdtempSync(join(tmpdir(), 'vitrine-site-'));
});
afterAll(async () => {
  for (const copy of copies) copy.end('SIGTERM');
  await Promise.all(copies.map((copy) => copy.exited));
  rmSync(folder, { recursive: true, force: true });
});

function run(home: Home, options: Partial<CopyOptions> = {}): Copy {
  const copy = runCopy({ words: ['start', '--no-demo'], variables: home.variables, ...options });
  copies.push(copy);
  return copy;
}

async function opened(home: Home, options: Partial<CopyOptions> = {}): Promise<Copy> {
  const copy = run(home, options);
  await copy.until(open);
  return copy;
}

const stillThere = (family: Relative[]) =>
  family.filter(({ pid, beginning }) => isAlive(pid) && beginningOf(pid) === beginning);

test('opens with one command, whole and on loopback alone; SIGTERM ends every process; what was written is there at the next start', async () => {
  const home = aHome(folder);
  const copy = await opened(home);
  expect(copy.said()).toContain(`http://localhost:${home.port}`);
  expect(copy.said()).toContain(`http://localhost:${home.port + 25}`);
  expect(await health(home)).toMatchObject({
    status: 200,
    parts: { database: 'up', redis: 'up', files: 'up', jobs: 'up', mail: 'up' },
  });
  for (const { port } of planOf(home).ports)
    expect({ port, reachable: await isReachable(port) }).toEqual({ port, reachable: false });
  await ask(home, "create table kept as select 'yes' as word");
  const before = readFileSync(join(home.dataDir, 'secrets.json'), 'utf8');

  const family = copy.family();
  // The supervisor, four twins, the site, and Postgres behind its guard with its own workers.
  expect(family.length).toBeGreaterThan(8);
  copy.end('SIGTERM');
  expect(await copy.exited).toBe(0);
  expect(stillThere(family)).toEqual([]);

  const again = await opened(home);
  expect(again.said()).not.toContain('Building');
  expect(await ask(home, 'select word from kept')).toEqual([{ word: 'yes' }]);
  expect(readFileSync(join(home.dataDir, 'secrets.json'), 'utf8')).toBe(before);
  again.end('SIGINT');
  expect(await again.exited).toBe(0);
});

test('a start that is called off half way leaves no process', async () => {
  const copy = run(aHome(folder));
  await copy.until(/Starting the services/);
  await expect.poll(() => copy.family().length, { timeout: 20_000 }).toBeGreaterThan(3);
  const family = copy.family();
  copy.end('SIGINT');
  expect(await copy.exited).toBe(0);
  expect(stillThere(family)).toEqual([]);
});

test('after kill -9 of the supervisor all else ends by itself', async () => {
  const copy = await opened(aHome(folder));
  const family = copy.family();
  copy.end('SIGKILL');
  await copy.exited;
  await expect.poll(() => stillThere(family), { timeout: 20_000 }).toEqual([]);
});

test('after kill -9 of everything that could clean up, the next start ends what is left and opens', async () => {
  const home = aHome(folder);
  const copy = await opened(home);
  await ask(home, 'create table written (n int)');
  const { pid: postgresPid } = serverOf(home);
  const guard = copy.family().find(({ pid }) => parentOf(postgresPid) === pid);
  copy.end('SIGSTOP');
  // Its guard first, so that the server outlives both.
  process.kill(guard?.pid ?? 0, 'SIGKILL');
  copy.end('SIGKILL');
  await copy.exited;
  const next = await opened(home);
  expect(serverOf(home).pid).not.toBe(postgresPid);
  expect(await ask(home, 'select count(*)::int as n from written')).toEqual([{ n: 0 }]);
  next.end();
  await next.exited;
});

test('two copies run side by side, and a second on the same folder is told who has it', async () => {
  const [one, other] = [aHome(folder), aHome(folder)];
  const [first, second] = await Promise.all([opened(one), opened(other)]);
  expect(await Promise.all([health(one), health(other)])).toMatchObject([{ status: 200 }, { status: 200 }]);
  const elsewhere = aHome(folder);
  const third = run({ ...elsewhere, variables: { ...one.variables, PORT: String(elsewhere.port) } });
  expect(await third.exited).toBe(1);
  expect(third.said()).toMatch(
    new RegExp(`^A Vitrine already runs on .+ \\(process ${first.pid} on port ${one.port}\\): .+\\n$`),
  );
  first.end();
  await first.exited;
  expect(await health(other)).toMatchObject({ status: 200 });
  second.end();
  await second.exited;
});

test('a service that dies is started again, and the site recovers without help', async () => {
  const home = aHome(folder);
  const copy = await opened(home);
  const record = z
    .array(z.object({ title: z.string(), pid: z.number() }))
    .parse(JSON.parse(readFileSync(join(home.dataDir, 'processes.json'), 'utf8')));
  const redis = record.find(({ title }) => title === 'Redis');
  process.kill(redis?.pid ?? 0, 'SIGKILL');
  process.kill(serverOf(home).pid, 'SIGKILL');
  await copy.until(/Redis ended by itself \(signal SIGKILL\) and is started again/);
  await copy.until(/Postgres ended by itself .+ and is started again/);
  await expect
    .poll(() => health(home), { timeout: 30_000 })
    .toMatchObject({ status: 200, parts: { database: 'up', redis: 'up' } });
  copy.end();
  expect(await copy.exited).toBe(0);
});

test('in production the demo, its mail page and its log-ins are not there, and only the site’s port is open to others', async () => {
  const home = aHome(folder, production);
  const copy = await opened(home, { words: ['start'] });
  expect(copy.said()).not.toMatch(/vitrine-demo|vitrine\.test|Mail page/);
  expect(await health(home)).toMatchObject({ status: 200 });
  await expect(fetch(`http://127.0.0.1:${home.port + 25}/`)).rejects.toThrow();
  expect(await ask(home, 'select count(*)::int as n from members')).toEqual([{ n: 0 }]);
  for (const { port } of planOf(home).ports) {
    expect({ port, reachable: await isReachable(port) }).toEqual({ port, reachable: port === home.port });
  }
  expect(statSync(join(home.dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  copy.end();
  expect(await copy.exited).toBe(0);
});

// Minutes: where the packages lie in a folder that user cannot enter (ours of mode 0700), the copy installs its own.
test('runs for an ordinary user, from a folder of mode 0700 whose path has a blank', async () => {
  const account = {
    uid: isRoot ? 65_534 : (process.getuid?.() ?? 0),
    gid: isRoot ? 65_534 : (process.getgid?.() ?? 0),
  };
  chmodSync(folder, 0o755);
  const home = join(folder, 'an ordinary home');
  mkdirSync(home, { mode: 0o700 });
  const root = join(home, 'vitrine');
  copyProgram(root, build);
  handOver(home, account);
  const variables = { PORT: String(aHome(folder).port), HOME: home };
  const copy = runCopy({ words: ['start', '--no-demo'], root, account, variables });
  copies.push(copy);
  await copy.until(open);
  for (const { pid } of copy.family()) expect(statSync(`/proc/${pid}`).uid).toBe(account.uid);
  expect(readdirSync(join(root, '.data')).sort()).toContain('postgres');
  copy.end();
  expect(await copy.exited).toBe(0);
}, 300_000);
