import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UTApi, UTFile } from 'uploadthing/server';
import { afterAll, describe, expect, it } from 'vitest';
import { startFiles } from './server';

/**
 * What the site relies on, through UploadThing's own server client: always on the twin, and on the cloud as well when the variable
 * CONTRACT_UPLOADTHING_TOKEN holds the token of a real app (whose files the run deletes again).
 */
const dataDir = await mkdtemp(join(tmpdir(), 'files-contract-'));
const twinToken = Buffer.from(JSON.stringify({ apiKey: 'sk_twin', appId: 'vitrine', regions: ['local'] })).toString(
  'base64',
);
const twin = await startFiles({ dataDir, port: 0, token: twinToken, publicIngestUrls: [] });
afterAll(async () => {
  await twin.stop();
  await rm(dataDir, { recursive: true });
});

const hosts = {
  ingestUrl: `${twin.url}/ingest`,
  apiUrl: `${twin.url}/api`,
  ufsHost: new URL(twin.url).host,
  ufsAppIdLocation: 'path' as const,
};
const cloudToken = process.env.CONTRACT_UPLOADTHING_TOKEN;
const homes = [
  { home: 'the twin', api: new UTApi({ token: twinToken, ...hosts, logLevel: 'None' }) },
  ...(cloudToken ? [{ home: 'the cloud', api: new UTApi({ token: cloudToken, logLevel: 'Warning' }) }] : []),
];

const aFile = (bytes: Buffer) => new UTFile([new Uint8Array(bytes)], `${randomUUID()} 画.png`, { type: 'image/png' });

describe.each(homes)('$home', ({ api }) => {
  async function uploaded(bytes: Buffer, acl: 'public-read' | 'private') {
    const { data, error } = await api.uploadFiles(aFile(bytes), { acl });
    expect(error).toBeNull();
    if (!data) throw new Error('nothing came back');
    return data;
  }

  it('gives back the very bytes, by range too, under headers that let nothing run', async () => {
    const bytes = randomBytes(300_000);
    const { key, ufsUrl, fileHash } = await uploaded(bytes, 'public-read');
    const whole = await fetch(ufsUrl);
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
    expect(whole.headers.get('content-type')).toBe('image/png');
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    expect(fileHash).toMatch(/^[0-9a-f]{32}$/);
    const part = await fetch(ufsUrl, { headers: { range: 'bytes=100-199' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 100-199/300000');
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true);
    const again = await fetch(ufsUrl, { headers: { 'if-none-match': whole.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    await api.deleteFiles(key);
  });

  it('opens a private file by a signed address only', async () => {
    const bytes = randomBytes(1_000);
    const { key, ufsUrl } = await uploaded(bytes, 'private');
    expect((await fetch(ufsUrl)).ok).toBe(false);
    const signed = await api.generateSignedURL(key, { expiresIn: 60 });
    const opened = await fetch(signed.ufsUrl);
    expect(Buffer.from(await opened.arrayBuffer()).equals(bytes)).toBe(true);
    const forged = signed.ufsUrl.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    expect((await fetch(forged)).ok).toBe(false);
    await api.deleteFiles(key);
  });

  it('deletes once, and is not troubled by a second time', async () => {
    const { key, ufsUrl } = await uploaded(randomBytes(10), 'public-read');
    expect(await api.deleteFiles([key])).toEqual({ success: true, deletedCount: 1 });
    expect((await fetch(ufsUrl)).ok).toBe(false);
    expect(await api.deleteFiles([key])).toMatchObject({ success: true });
  });

  it('lists what is there', async () => {
    const { key, name } = await uploaded(randomBytes(10), 'private');
    const { files } = await api.listFiles({ limit: 500 });
    expect(files).toContainEqual(expect.objectContaining({ key, name, size: 10, status: 'Uploaded' }));
    await api.deleteFiles(key);
  });
});
