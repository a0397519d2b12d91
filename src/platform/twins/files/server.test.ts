import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { aDataDir, aKey, apiKey, appId, presign, putTo, token } from './factory';
import { startFiles } from './server';
import { readToken, sign } from './signature';

const dataDir = await aDataDir();
const twin = await startFiles({ dataDir, port: 0, token, publicIngestUrls: [] });
afterAll(async () => {
  await twin.stop();
  await rm(dataDir, { recursive: true });
});

const post = (path: string, body: string, key: string | null = apiKey) =>
  fetch(twin.url + path, { method: 'POST', headers: key === null ? {} : { 'x-uploadthing-api-key': key }, body });

async function aFile(acl = 'public-read') {
  const key = aKey();
  const put = await putTo(presign(`${twin.url}/ingest`, { key, acl }), Buffer.from('0123456789'));
  expect(put.status).toBe(200);
  return key;
}

const calls = ['/ingest/route-metadata', '/ingest/callback-result', '/api/v6/deleteFiles', '/api/v6/listFiles'];

describe.each(calls)('the call %s', (path) => {
  it.each([
    ['none', null],
    ['an empty one', ''],
    ['another', 'sk_other'],
    ['the right one and more', `${apiKey}x`],
  ])('is refused with the wrong key: %s', async (_, key) => {
    const kept = await aFile();
    const answer = await post(path, JSON.stringify({ fileKeys: [kept] }), key);
    expect(answer.status).toBe(401);
    expect((await fetch(`${twin.url}/f/${kept}`)).status).toBe(200);
  });

  it.each([
    ['no JSON', 'x', 400],
    ['the wrong shape', '[1]', 400],
    ['too much', `"${'x'.repeat(300_000)}"`, 413],
  ])('is refused with %s', async (_, body, status) => {
    expect((await post(path, body)).status).toBe(status);
  });
});

describe('what there is not', () => {
  it.each(['/api/v6/other', '/ingest/other', '/constructor', '/__proto__', '/'])('is no call: %s', async (path) => {
    expect((await post(path, '{}')).status).toBe(404);
  });

  it.each([
    '/f/..%2f..%2fcallbacks',
    '/f/%2e%2e/parts',
    `/f/${'k'.repeat(12)}/about.json`,
    '/a/other/kkkkkkkkkkkkkkkkkkkkkkkk',
    '/etc/passwd',
    '/f/',
  ])('is no file: %s', async (path) => {
    expect((await fetch(twin.url + path)).status).toBe(404);
  });

  it('is no other method', async () => {
    expect((await fetch(`${twin.url}/f/${await aFile()}`, { method: 'DELETE' })).status).toBe(405);
  });
});

describe('a private file', () => {
  const address = (key: string) => `${twin.url}/a/${appId}/${key}`;
  const signed = (url: string, expires: number, by = apiKey) =>
    `${url}?expires=${expires}&signature=${encodeURIComponent(sign(`${url}?expires=${expires}`, by))}`;

  it('opens with a signature that holds', async () => {
    const answer = await fetch(signed(address(await aFile('private')), Date.now() + 60_000));
    expect(await answer.text()).toBe('0123456789');
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  });

  it('stays closed without one, with a late one, with one by another key, and with one for another file', async () => {
    const [key, other] = [await aFile('private'), await aFile('private')];
    const soon = Date.now() + 60_000;
    const tries = [
      address(key),
      `${twin.url}/f/${key}`,
      signed(address(key), Date.now() - 1),
      signed(address(key), soon, 'sk_other'),
      signed(address(other), soon).replace(other, key),
    ];
    for (const url of tries) expect((await fetch(url)).status).toBe(403);
  });
});

describe('a file', () => {
  it.each([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
    ['bytes=4-2', 200, '0123456789', null],
    ['bytes=0-1,3-4', 200, '0123456789', null],
    ['lines=1-2', 200, '0123456789', null],
  ])('answers the range %s with %i', async (range, status, text, contentRange) => {
    const answer = await fetch(`${twin.url}/f/${await aFile()}`, { headers: { range } });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toBe(text);
    expect(answer.headers.get('content-range')).toBe(contentRange);
  });

  it('has nothing beyond its end', async () => {
    const answer = await fetch(`${twin.url}/f/${await aFile()}`, { headers: { range: 'bytes=10-' } });
    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe('bytes */10');
  });

  it('comes whole when the part asked for is of another version', async () => {
    const headers = { range: 'bytes=2-4', 'if-range': '"other"' };
    expect((await fetch(`${twin.url}/f/${await aFile()}`, { headers })).status).toBe(200);
  });

  it('may be kept for good, and HEAD says how long it is', async () => {
    const answer = await fetch(`${twin.url}/f/${await aFile()}`, { method: 'HEAD' });
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-length')).toBe('10');
  });
});

it.each(['', 'x', Buffer.from('{}').toString('base64'), Buffer.from('{"apiKey":"a","appId":"b"}').toString('base64')])(
  'a token that is none is refused in one sentence that does not repeat it: %s',
  (text) => {
    expect(() => readToken(text)).toThrow(/^UPLOADTHING_TOKEN is not base64 of JSON/);
  },
);
