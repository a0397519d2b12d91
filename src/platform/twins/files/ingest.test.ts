import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { race, winners } from '@/testing/race';
import { aDataDir, aKey, anApp, announceUpload, apiKey, presign, putTo, token } from './factory';
import { startFiles } from './server';
import { sign } from './signature';

const dataDir = await aDataDir();
const publicIngestUrl = 'https://vitrine.test/api/files/ingest';
const start = () =>
  startFiles({ dataDir, port: 0, token, publicIngestUrls: [publicIngestUrl], retryDelaysMs: [5, 10] });
const twin = await start();
const ingestUrl = `${twin.url}/ingest`;
const stops: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const stop of [twin.stop, ...stops]) await stop();
  await rm(dataDir, { recursive: true });
});

const ten = Buffer.from('0123456789');
const fileOf = (key: string) => fetch(`${twin.url}/f/${key}`);
const startOf = async (url: string) => (await fetch(url, { method: 'HEAD' })).headers.get('x-ut-range-start');

/** Sends the head of a form and `bytes` of its file, and leaves it there. */
async function sendPartOf(url: string, bytes: Buffer) {
  const request = httpRequest(url, {
    method: 'PUT',
    headers: { range: 'bytes=0-', 'content-type': 'multipart/form-data; boundary=line' },
  });
  request.on('error', () => {});
  request.write('--line\r\ncontent-disposition: form-data; name="file"; filename="blob"\r\n\r\n');
  request.write(bytes);
  return request;
}

describe('an address', () => {
  const good = (key: string) => presign(ingestUrl, { key });
  it.each([
    ['signed with another key', (key: string) => presign(ingestUrl, { key, apiKey: 'sk_other' })],
    ['for another app', (key: string) => presign(ingestUrl, { key, appId: 'other' })],
    [
      'for another host',
      (key: string) => presign('http://localhost:1/ingest', { key }).replace('http://localhost:1', twin.url),
    ],
    ['that has expired', (key: string) => presign(ingestUrl, { key, expires: Date.now() - 1 })],
    ['without a signature', (key: string) => good(key).replace(/&signature=.*/, '')],
    ['with half a signature', (key: string) => good(key).slice(0, -2)],
    ['with a size of its own', (key: string) => good(key).replace('file-size=10', 'file-size=11')],
    ['with something behind the signature', (key: string) => `${good(key)}&x-ut-acl=public-read`],
    ['moved to another key', (key: string) => good(key).replace(key, aKey())],
  ])('is refused when %s, and nothing is written', async (_, make) => {
    const key = aKey();
    const answer = await putTo(make(key), ten);
    expect(answer.status).toBe(403);
    expect((await fileOf(key)).status).toBe(404);
    expect(await readdir(join(dataDir, 'parts'))).not.toContain(key);
  });

  it.each(['..%2f..%2fsecrets', '..', 'a%00b', 'short'])('leads nowhere out of the folder: %s', async (key) => {
    const signed = presign(ingestUrl, { key: 'placeholder12' }).replace(/\?.*/, '');
    const path = signed.replace('placeholder12', key);
    const query = '?expires=99999999999999&x-ut-identifier=vitrine&x-ut-file-size=10';
    const url = `${path}${query}&signature=${encodeURIComponent(sign(path + query, apiKey))}`;
    expect((await putTo(url, ten)).ok).toBe(false);
  });

  it('is good under the public name of the site as well', async () => {
    const key = aKey();
    const behindSite = presign(publicIngestUrl, { key }).replace('https://vitrine.test/api/files/ingest', ingestUrl);
    expect((await putTo(behindSite, ten)).status).toBe(200);
  });
});

describe('the bytes', () => {
  it.each([
    ['more', Buffer.alloc(11), 413],
    ['fewer', Buffer.alloc(9), 400],
    ['no', Buffer.alloc(0), 400],
  ])('are refused when there are %s than signed', async (_, bytes, status) => {
    const key = aKey();
    expect((await putTo(presign(ingestUrl, { key }), bytes)).status).toBe(status);
    expect((await fileOf(key)).status).toBe(404);
  });

  it('that are much more than signed are not even read to their end', async () => {
    const url = presign(ingestUrl);
    const request = await sendPartOf(url, Buffer.alloc(1_000_000));
    const [response] = await new Promise<[{ statusCode?: number }]>((resolve) => {
      request.on('response', (answer) => resolve([answer]));
    });
    expect(response.statusCode).toBe(413);
    request.destroy();
  });

  it.each([
    ['no form', 'application/json', '{}', 415],
    ['a form without boundary', 'multipart/form-data', 'x', 415],
    ['another boundary', 'multipart/form-data; boundary=a', '--b\r\n\r\n', 400],
    [
      'another field',
      'multipart/form-data; boundary=a',
      '--a\r\ncontent-disposition: form-data; name="x"\r\n\r\n',
      400,
    ],
    ['endless headers', 'multipart/form-data; boundary=a', `--a\r\n${'x'.repeat(20_000)}`, 400],
    ['nothing after the headers', 'multipart/form-data; boundary=a', '--a\r\n', 400],
  ])('must come in a form: %s is refused', async (_, type, body, status) => {
    const answer = await fetch(presign(ingestUrl), { method: 'PUT', headers: { 'content-type': type }, body });
    expect(answer.status).toBe(status);
  });

  it('may hold anything, boundaries of others too', async () => {
    const key = aKey();
    const bytes = Buffer.concat([Buffer.from('\r\n--line\r\n--\r\n\r\n-'), randomBytes(200_000), Buffer.from('\r\n-')]);
    expect((await putTo(presign(ingestUrl, { key, size: bytes.length }), bytes)).status).toBe(200);
    expect(Buffer.from(await (await fileOf(key)).arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('that were cut off are continued where they stopped', async () => {
    const bytes = randomBytes(500_000);
    const key = aKey();
    const url = presign(ingestUrl, { key, size: bytes.length });
    expect(await startOf(url)).toBe('0');
    const request = await sendPartOf(url, bytes.subarray(0, 300_000));
    await vi.waitFor(async () => expect(Number(await startOf(url))).toBeGreaterThan(250_000));
    request.destroy();
    expect((await fileOf(key)).status).toBe(404);
    const from = Number(await startOf(url));
    expect((await putTo(url, bytes.subarray(from), from)).status).toBe(200);
    expect(Buffer.from(await (await fileOf(key)).arrayBuffer()).equals(bytes)).toBe(true);
    expect(await startOf(url)).toBe('500000');
  });

  it('cannot leave a gap', async () => {
    expect((await putTo(presign(ingestUrl), ten.subarray(5), 5)).status).toBe(416);
  });

  it('of one address sent by many at once make one file', async () => {
    const bytes = randomBytes(100_000);
    const key = aKey();
    const url = presign(ingestUrl, { key, size: bytes.length });
    const answers = winners(await race(6, () => putTo(url, bytes)));
    expect(answers.some((answer) => answer.status === 200)).toBe(true);
    expect(Buffer.from(await (await fileOf(key)).arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('come from the newest connection only: a forgotten one is cut before it can write among them', async () => {
    const bytes = randomBytes(500_000);
    const key = aKey();
    const url = presign(ingestUrl, { key, size: bytes.length });
    const forgotten = await sendPartOf(url, Buffer.alloc(300_000));
    const isCut = new Promise((resolve) => forgotten.once('close', resolve));
    await vi.waitFor(async () => expect(Number(await startOf(url))).toBeGreaterThan(250_000));
    expect((await putTo(url, bytes)).status).toBe(200);
    await isCut;
    expect(Buffer.from(await (await fileOf(key)).arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('never replace those of another upload under the same key', async () => {
    const key = aKey();
    expect((await putTo(presign(ingestUrl, { key }), ten)).status).toBe(200);
    const other = await putTo(presign(ingestUrl, { key, expires: Date.now() + 30_000 }), Buffer.from('9876543210'));
    expect(other.status).toBe(409);
    expect(await (await fileOf(key)).text()).toBe('0123456789');
  });
});

describe('the app', () => {
  async function anUpload(react: Parameters<typeof anApp>[0]) {
    const app = await anApp(react);
    stops.push(app.stop);
    const key = aKey();
    const url = presign(ingestUrl, { key, slug: 'image', acl: 'private' });
    expect((await announceUpload(ingestUrl, key, app.url)).status).toBe(200);
    return { app, key, url };
  }

  it('is told of a file under a signature, and its answer reaches the uploader', async () => {
    const { app, key, url } = await anUpload(() => ({ upload: 'ref' }));
    const answer = await putTo(url, ten);
    expect(await answer.json()).toMatchObject({ serverData: { upload: 'ref' } });
    expect(app.told).toHaveLength(1);
    const [{ slug, signature, body } = { slug: '', signature: '', body: '' }] = app.told;
    expect(slug).toBe('image');
    expect(signature).toBe(sign(body, apiKey));
    expect(JSON.parse(body)).toMatchObject({ metadata: { memberId: 7 }, file: { key, name: '画.png', size: 10 } });
  });

  it('is not told again when the same address is sent again, and the uploader gets the same answer', async () => {
    const { app, url } = await anUpload((_, times) => ({ upload: `ref ${times}` }));
    const first = await (await putTo(url, ten)).json();
    expect(await (await putTo(url, Buffer.alloc(0), 10)).json()).toEqual(first);
    expect(app.told).toHaveLength(1);
  });

  it('that fails is told again', async () => {
    const { app, url } = await anUpload((_, times) => (times < 3 ? undefined : { upload: 'late' }));
    expect(await (await putTo(url, ten)).json()).toMatchObject({ serverData: { upload: 'late' } });
    expect(app.told).toHaveLength(3);
  });

  it('that keeps failing is told with the next try of the uploader, who need not send the bytes again', async () => {
    let isWell = false;
    const { url } = await anUpload(() => (isWell ? { upload: 'at last' } : undefined));
    expect((await putTo(url, ten)).status).toBe(502);
    isWell = true;
    expect(await startOf(url)).toBe('10');
    const answer = await putTo(url, Buffer.alloc(0), 10);
    expect(await answer.json()).toMatchObject({ serverData: { upload: 'at last' } });
  });

  it('must have said whom to tell before a file for it is taken', async () => {
    const key = aKey();
    expect((await putTo(presign(ingestUrl, { key, slug: 'image' }), ten)).status).toBe(409);
    expect((await fileOf(key)).status).toBe(404);
  });
});
