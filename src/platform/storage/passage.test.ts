import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { aDataDir, aKey, apiKey, presign, putTo, token } from '@/platform/twins/files/factory';
import { startFiles } from '@/platform/twins/files/server';
import { aSite } from './factory';
import { passOn } from './passage';

/** Stands before the twin and keeps what reaches it. */
const reached: { method?: string; url?: string; headers: IncomingMessage['headers'] }[] = [];
const watch = createServer((incoming, outgoing) => {
  const { method, url, headers } = incoming;
  reached.push({ method, url, headers });
  const target = { host: '127.0.0.1', port: new URL(twin.url).port, path: url, method, headers };
  const onward = httpRequest(target, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
});
await new Promise<void>((resolve) => watch.listen(0, '127.0.0.1', resolve));

const dataDir = await aDataDir();
const site = await aSite({ '/': passOn });
const publicIngestUrl = `${site.origin}/api/files/ingest`;
const twin = await startFiles({ dataDir, port: 0, token, publicIngestUrls: [publicIngestUrl] });
Object.assign(process.env, { FILES_TWIN_URL: `http://localhost:${(watch.address() as AddressInfo).port}` });
afterAll(async () => {
  await site.stop();
  await twin.stop();
  watch.close();
  watch.closeAllConnections();
  await rm(dataDir, { recursive: true });
});

async function aFile(bytes = Buffer.from('0123456789')) {
  const key = aKey();
  expect((await putTo(presign(publicIngestUrl, { key, size: bytes.length }), bytes)).status).toBe(200);
  return key;
}
const addressOf = (key: string) => `${site.origin}/api/files/f/${key}`;

/** Asks with the path exactly as written: fetch would tidy it up. */
function ask(path: string, method = 'GET', headers: Record<string, string> = {}): Promise<number | undefined> {
  const { port } = new URL(site.origin);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    request.on('error', reject);
    request.end();
  });
}

describe('the passage to the file host', () => {
  it('gives the file with the headers that let browsers keep it and nothing run', async () => {
    const bytes = randomBytes(300_000);
    const answer = await fetch(addressOf(await aFile(bytes)));
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
  });

  it('passes ranges, known versions and HEAD', async () => {
    const url = addressOf(await aFile());
    const part = await fetch(url, { headers: { range: 'bytes=2-4' } });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, '234', 'bytes 2-4/10']);
    const etag = part.headers.get('etag') ?? '';
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(url, { headers: { range: 'bytes=99-' } })).status).toBe(416);
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag')]).toEqual([200, etag]);
  });

  it('passes on no cookie, no credential, no address of a visitor', async () => {
    const url = addressOf(await aFile());
    reached.length = 0;
    const headers = {
      cookie: 'session=secret',
      authorization: 'Bearer secret',
      'x-uploadthing-api-key': apiKey,
      'x-forwarded-for': '203.0.113.9',
      'x-vitrine-peer': '203.0.113.9',
    };
    expect((await fetch(url, { headers })).status).toBe(200);
    expect(JSON.stringify(reached)).not.toMatch(/secret|203\.0\.113|sk_test/);
  });

  it.each([
    ['POST', '/api/files/ingest/route-metadata'],
    ['POST', '/api/files/ingest/callback-result'],
    ['PUT', '/api/files/ingest/route-metadata'],
    ['POST', '/api/files/api/v6/deleteFiles'],
    ['GET', '/api/files/api/v6/listFiles'],
    ['GET', '/api/files/health'],
    ['GET', '/api/files/a/vitrine/kkkkkkkkkkkkkkkkkkkkkkkk'],
    ['GET', '/api/files/f/../health'],
    ['GET', '/api/files/f/%2e%2e/health'],
    ['GET', '/api/files/f/..%2fhealth'],
    ['GET', '/api/files/f/kkkkkkkkkkkk%2f..%2f..%2fhealth'],
    ['GET', '/api/files/f/@127.0.0.1:9/kkkkkkkkkkkkkkkkkkkkkkkk'],
    ['GET', '//127.0.0.1:9/api/files/f/kkkkkkkkkkkkkkkkkkkkkkkk'],
    ['GET', '/api/files/f//kkkkkkkkkkkkkkkkkkkkkkkk'],
    ['GET', '/api/files/f/kkkkkkkkkkkkkkkkkkkkkkkk/'],
    ['GET', '/api/files/ingest/kkkkkkkkkkkkkkkkkkkkkkkk'],
    ['PUT', '/api/files/f/kkkkkkkkkkkkkkkkkkkkkkkk'],
    ['DELETE', '/api/files/f/kkkkkkkkkkkkkkkkkkkkkkkk'],
  ])('leads nowhere else: %s %s', async (method, path) => {
    reached.length = 0;
    expect(await ask(path, method, { 'x-uploadthing-api-key': apiKey })).toBe(404);
    expect(reached).toEqual([]);
  });

  it('drops what a query would add to a file', async () => {
    const key = await aFile();
    reached.length = 0;
    await fetch(`${addressOf(key)}?expires=1&signature=x`);
    expect(reached.map((one) => one.url)).toEqual([`/f/${key}`]);
  });

  it('hands an upload on while it is still coming', async () => {
    const size = 8_000_000;
    const url = new URL(presign(publicIngestUrl, { size }));
    const headers = { range: 'bytes=0-', 'content-type': 'multipart/form-data; boundary=line' };
    const { port, pathname, search } = url;
    const upload = httpRequest({ host: '127.0.0.1', port, path: pathname + search, method: 'PUT', headers });
    upload.on('error', () => {});
    upload.write('--line\r\ncontent-disposition: form-data; name="file"; filename="blob"\r\n\r\n');
    upload.write(Buffer.alloc(2_000_000));
    await vi.waitFor(async () => {
      const head = await fetch(url, { method: 'HEAD' });
      expect(Number(head.headers.get('x-ut-range-start'))).toBeGreaterThan(1_000_000);
    });
    upload.destroy();
  });

  it('refuses what the file host refuses', async () => {
    const forged = presign(publicIngestUrl, { apiKey: 'sk_other' });
    expect((await putTo(forged, Buffer.from('0123456789'))).status).toBe(403);
    const tooMuch = presign(publicIngestUrl, { size: 5 });
    expect((await putTo(tooMuch, Buffer.from('0123456789'))).status).toBe(413);
  });
});
