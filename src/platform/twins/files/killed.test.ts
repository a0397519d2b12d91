import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freePort } from '@/testing/ports';
import { aDataDir, aKey, anApp, announceUpload, presign, putTo, token } from './factory';

/** The twin as the supervisor starts it, killed without warning and started again on the same folder. */
let dataDir: string;
let port: number;
let ingestUrl: string;
let twin: ChildProcess;

let isWell = false;
const app = await anApp(() => (isWell ? { upload: 'ref' } : undefined));

async function start() {
  twin = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', '--conditions=react-server'],
    env: {
      ...process.env,
      FILES_PORT: String(port),
      FILES_DATA_DIR: dataDir,
      UPLOADTHING_TOKEN: token,
      FILES_INGEST_URLS: 'http://localhost:1/api/files/ingest',
      FILES_APP_URL: new URL(app.url).origin,
    },
  });
  const [message] = await once(twin, 'message');
  expect(message).toEqual({ ready: true });
}

async function kill() {
  const gone = once(twin, 'exit');
  twin.kill('SIGKILL');
  await gone;
}

beforeAll(async () => {
  dataDir = await aDataDir();
  port = await freePort();
  ingestUrl = `http://localhost:${port}/ingest`;
  await start();
});
afterAll(async () => {
  await kill();
  await app.stop();
  await rm(dataDir, { recursive: true });
});

const bytes = randomBytes(400_000);
const startOf = async (url: string) => Number((await fetch(url, { method: 'HEAD' })).headers.get('x-ut-range-start'));

it('serves no half of a file after a kill, and takes the rest of it', async () => {
  const key = aKey();
  const url = presign(ingestUrl, { key, size: bytes.length });
  const headers = { range: 'bytes=0-', 'content-type': 'multipart/form-data; boundary=line' };
  const request = httpRequest(url, { method: 'PUT', headers });
  request.on('error', () => {});
  request.write('--line\r\ncontent-disposition: form-data; name="file"; filename="blob"\r\n\r\n');
  request.write(bytes.subarray(0, 300_000));
  await vi.waitFor(async () => expect(await startOf(url)).toBeGreaterThan(200_000), { timeout: 5_000 });
  await kill();
  await start();
  const file = `http://localhost:${port}/f/${key}`;
  expect((await fetch(file)).status).toBe(404);
  const from = await startOf(url);
  expect(from).toBeGreaterThan(200_000);
  expect((await putTo(url, bytes.subarray(from), from)).status).toBe(200);
  expect(Buffer.from(await (await fetch(file)).arrayBuffer()).equals(bytes)).toBe(true);
});

it('tells the app after a kill what it could not tell before', async () => {
  const key = aKey();
  const url = presign(ingestUrl, { key, size: bytes.length, slug: 'image' });
  // Another host than the one it was told to reach the site at: it calls that one only.
  await announceUpload(ingestUrl, key, 'https://vitrine.test/callback');
  const uploading = putTo(url, bytes).catch(() => null);
  await vi.waitFor(() => expect(app.told).toHaveLength(1), { timeout: 5_000 });
  await kill();
  await uploading;
  isWell = true;
  await start();
  await vi.waitFor(() => expect(app.told).toHaveLength(2), { timeout: 5_000 });
  const answer = await putTo(url, Buffer.alloc(0), bytes.length);
  expect(await answer.json()).toMatchObject({ serverData: { upload: 'ref' } });
});

it('ends by itself, cleanly, when the supervisor is gone', async () => {
  const gone = once(twin, 'exit');
  twin.disconnect();
  expect(await gone).toEqual([0, null]);
  await start();
});
