import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCopy } from '@/testing/copy';
import { takeLock } from './lock';

/** Its own corner of the ports: these starts never get so far as to listen. */
const port = 10_020;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-refusals-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs to its end. */
async function refused(variables: Record<string, string>, words = ['start', '--no-demo'], nodeWords: string[] = []) {
  const copy = runCopy({
    words,
    nodeWords,
    variables: { PORT: String(port), DATA_DIR: join(folder, 'data'), ...variables },
  });
  const code = await copy.exited;
  return { code, said: copy.said().trim() };
}

function listenOn(wanted: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(wanted, '127.0.0.1', () => resolve(server));
  });
}

const sentence = (text: RegExp) => ({ code: 1, said: expect.stringMatching(new RegExp(`^${text.source}$`)) });

test('a Node too old is told which one is needed', async () => {
  const older = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"18.20.4"})';
  expect(await refused({}, ['start'], ['--import', older])).toEqual(
    sentence(/Vitrine needs Node 20\.19 or newer, and this is Node 18\.20\.4: see https:\/\/nodejs\.org\./),
  );
});

test('a taken port is named with who has it and the way on', async () => {
  const server = await listenOn(port);
  const outcome = await refused({});
  server.close();
  expect(outcome).toEqual(
    sentence(
      new RegExp(
        `Port ${port}, wanted for the site, is taken by process ${process.pid} \\(.+\\): end that, or choose other ports with \`PORT=${port + 100} npm start\`\\.`,
      ),
    ),
  );
});

test('a taken port of a service is named with the service', async () => {
  const server = await listenOn(port + 27);
  const outcome = await refused({});
  server.close();
  expect(outcome).toEqual(sentence(new RegExp(`Port ${port + 27}, wanted for Redis, is taken .+`)));
});

test('a DATA_DIR that is a file is refused', async () => {
  const path = join(folder, 'a-file');
  writeFileSync(path, 'mine');
  expect(await refused({ DATA_DIR: path })).toEqual(
    sentence(/The data folder .+a-file cannot be written \(\w+\): .+DATA_DIR\./),
  );
});

test('a DATA_DIR where no folder can be made is refused, without trying for ever', async () => {
  expect(await refused({ DATA_DIR: '/proc/vitrine' })).toEqual(
    sentence(/The data folder \/proc\/vitrine cannot be written \(\w+\): .+/),
  );
});

test('a DATA_DIR this user may not write is refused', async () => {
  const closed = join(folder, 'closed');
  mkdirSync(closed, { mode: 0o555 });
  chmodSync(folder, 0o755);
  // Root may write anywhere: it asks as somebody else.
  const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
  const copy = runCopy({
    words: ['start'],
    variables: { PORT: String(port), DATA_DIR: join(closed, 'data') },
    account,
  });
  expect({ code: await copy.exited, said: copy.said().trim() }).toEqual(
    sentence(/The data folder .+closed\/data cannot be written \(EACCES\): .+/),
  );
});

test('a DATA_DIR in use is refused with who uses it', async () => {
  const dataDir = join(folder, 'in-use');
  mkdirSync(dataDir);
  takeLock(join(dataDir, 'running.json'), { port: 4_321 });
  for (const verb of ['start', 'reset']) {
    expect(await refused({ DATA_DIR: dataDir }, [verb])).toEqual(
      sentence(new RegExp(`A Vitrine already runs on .+in-use \\(process ${process.pid} on port 4321\\): .+`)),
    );
  }
});

test('a broken database folder is refused, and nothing in it is touched', async () => {
  const postgres = join(folder, 'broken', 'postgres');
  mkdirSync(postgres, { recursive: true });
  writeFileSync(join(postgres, 'base'), 'half');
  expect(await refused({ DATA_DIR: join(folder, 'broken') })).toEqual(
    sentence(/The database folder .+ is broken .+ restore a backup, or .+/),
  );
  expect(readdirSync(postgres)).toEqual(['base']);
});

test('a database of another major version is refused by both numbers', async () => {
  const postgres = join(folder, 'older', 'postgres');
  mkdirSync(join(postgres, 'global'), { recursive: true });
  writeFileSync(join(postgres, 'PG_VERSION'), '17\n');
  writeFileSync(join(postgres, 'global', 'pg_control'), '');
  expect(await refused({ DATA_DIR: join(folder, 'older') })).toEqual(
    sentence(/.+ was written by Postgres 17, and this Vitrine brings Postgres 18: .+/),
  );
});

test('secrets that cannot be read are refused, not replaced', async () => {
  const dataDir = join(folder, 'secrets');
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'secrets.json'), '{');
  expect(await refused({ DATA_DIR: dataDir })).toEqual(
    sentence(/.+secrets\.json cannot be read as the secrets of this site: .+/),
  );
});

test('malformed variables are each named, and nothing is made', async () => {
  const dataDir = join(folder, 'untouched');
  const { code, said } = await refused({
    DATA_DIR: dataDir,
    SITE_URL: 'gallery',
    TRUSTED_PROXIES: 'two',
    PORT: '70000',
  });
  expect(code).toBe(1);
  expect(said.split('\n')).toEqual([
    'The environment is not right.',
    '  SMTP_URL: is missing (SITE_URL is set, so this is production)',
    expect.stringMatching(/^ {2}SITE_URL: /),
    expect.stringMatching(/^ {2}PORT: /),
    expect.stringMatching(/^ {2}TRUSTED_PROXIES: /),
  ]);
  expect(existsSync(dataDir)).toBe(false);
});

test.each([
  [['start', '--fast'], /There is no "--fast" here: the one choice is --no-demo\./],
  [['fly'], /There is no "fly": choose one of start, dev, .+/],
])('words nobody knows are refused: %o', async (words, answer) => {
  expect(await refused({}, words)).toEqual(sentence(answer));
});

test('reset without anybody to ask removes nothing; with --yes it removes what is ours and nothing else', async () => {
  const dataDir = join(folder, 'shared');
  mkdirSync(join(dataDir, 'postgres'), { recursive: true });
  writeFileSync(join(dataDir, 'diary.txt'), 'mine');
  writeFileSync(join(dataDir, 'secrets.json'), '{}');
  expect(await refused({ DATA_DIR: dataDir }, ['reset'])).toEqual(sentence(/There is nobody to ask here: .+ --yes.+/));
  expect(readdirSync(dataDir).sort()).toEqual(['diary.txt', 'postgres', 'secrets.json']);
  expect(await refused({ DATA_DIR: dataDir }, ['reset', '--yes'])).toEqual({
    code: 0,
    said: `Removed the data in ${dataDir}.`,
  });
  expect(readdirSync(dataDir)).toEqual(['diary.txt']);
});
