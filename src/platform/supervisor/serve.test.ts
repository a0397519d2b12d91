import { type ChildProcess, spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { ended } from './processes';

/** A server like Next's: not ours, knowing nothing of a supervisor. It says its port, and answers with the headers it saw. */
const server = `
  import { createServer } from 'node:http';
  const server = createServer((request, response) => response.end(JSON.stringify(request.headers)));
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
  process.on('SIGTERM', () => STUBBORN || process.exit(0));`;

async function serve(isStubborn: boolean): Promise<{ child: ChildProcess; url: string }> {
  const words = [
    '--import',
    './src/platform/supervisor/serve.mjs',
    '--input-type=module',
    '--eval',
    server.replace('STUBBORN', String(isStubborn)),
  ];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const port = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (data) => resolve(String(data).trim())),
  );
  return { child, url: `http://127.0.0.1:${port}/` };
}

test('the site learns the socket’s address, whatever the client wrote under that name', async () => {
  const { child, url } = await serve(false);
  const seen = await fetch(url, { headers: { 'x-vitrine-peer': '203.0.113.9', 'x-other': 'kept' } }).then((answer) =>
    answer.json(),
  );
  expect(seen).toMatchObject({ 'x-vitrine-peer': '127.0.0.1', 'x-other': 'kept' });
  child.kill('SIGKILL');
});

test('the server ends when its supervisor is gone', async () => {
  const { child } = await serve(false);
  child.disconnect();
  expect(await ended(child.pid ?? 0, 5_000)).toBe(true);
});

test('a server that does not end when asked to is ended after ten seconds', async () => {
  const { child } = await serve(true);
  child.kill('SIGTERM');
  expect(await ended(child.pid ?? 0, 14_000)).toBe(true);
});
