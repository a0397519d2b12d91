import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { genUploader } from 'uploadthing/client';
import { createRouteHandler, createUploadthing } from 'uploadthing/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDataDir, apiKey, token } from '@/platform/twins/files/factory';
import { startFiles } from '@/platform/twins/files/server';
import { sign } from '@/platform/twins/files/signature';
import { aSite } from './factory';
import { fileUrl, probeStorage, put, read, remove } from './files';
import { routeHosts } from './hosts';
import { passOn } from './passage';

/**
 * The whole way of an upload: UploadThing's browser client, its route handler as the site configures it, our passage, the twin, the callback.
 * Browsers' XMLHttpRequest, which the client needs and Node lacks, is stood in for by fetch.
 */
class Xhr extends EventTarget {
  readonly upload = new EventTarget();
  readonly #headers = new Headers();
  readonly #gone = new AbortController();
  #url = '';
  responseType = '';
  status = 0;
  statusText = '';
  response: unknown = null;

  open(_method: string, url: string) {
    this.#url = url;
  }
  setRequestHeader(name: string, value: string) {
    this.#headers.set(name, value);
  }
  abort() {
    this.#gone.abort();
  }
  async send(body: FormData) {
    try {
      const init = { method: 'PUT', headers: this.#headers, body, signal: this.#gone.signal };
      const answer = await fetch(this.#url, init);
      this.status = answer.status;
      this.response = await answer.json();
      this.dispatchEvent(new Event('load'));
    } catch {
      this.dispatchEvent(new Event('error'));
    }
  }
}

const dataDir = await aDataDir();
const told: { key: string; memberId: number }[] = [];
let mayUpload = true;
const route = createUploadthing();
const router = {
  image: route({ image: { maxFileSize: '16MB', maxFileCount: 4, acl: 'private' } })
    .middleware(() => {
      if (!mayUpload) throw new Error('no');
      return { memberId: 7 };
    })
    .onUploadComplete(({ metadata, file }) => {
      told.push({ key: file.key, memberId: metadata.memberId });
      return { upload: `ref of ${file.key}` };
    }),
};

let handler: ReturnType<typeof createRouteHandler>;
const site = await aSite({ '/api/uploadthing': (request) => handler(request), '/api/files/': passOn });
const twin = await startFiles({
  dataDir,
  port: 0,
  token,
  publicIngestUrls: [`${site.origin}/api/files/ingest`],
  retryDelaysMs: [],
});
Object.assign(process.env, { PORT: new URL(site.origin).port, FILES_TWIN_URL: twin.url, UPLOADTHING_TOKEN: token });

beforeAll(() => {
  handler = createRouteHandler({ router, config: { token, logLevel: 'None', ...routeHosts(site.origin) } });
  Object.assign(globalThis, { XMLHttpRequest: Xhr });
});
afterAll(async () => {
  await site.stop();
  await twin.stop();
  await rm(dataDir, { recursive: true });
});

const handlerUrl = `${site.origin}/api/uploadthing`;
const { uploadFiles } = genUploader<typeof router>({ url: handlerUrl, fetch, package: 'test' });
const aFile = (bytes: Buffer, name = '画 & more.png') => new File([new Uint8Array(bytes)], name, { type: 'image/png' });

describe('an upload from a browser', () => {
  it('reaches the file host through the site, is announced once, and brings back what the site answered', async () => {
    const contents = [randomBytes(200_000), randomBytes(10)];
    const results = await uploadFiles('image', { files: contents.map((bytes, i) => aFile(bytes, `${i}.png`)) });
    expect(results).toHaveLength(2);
    for (const [i, { key, serverData }] of results.entries()) {
      expect(serverData).toEqual({ upload: `ref of ${key}` });
      expect((await read(key)).equals(contents[i] ?? Buffer.alloc(0))).toBe(true);
      expect(told.filter((one) => one.key === key)).toEqual([{ key, memberId: 7 }]);
    }
  });

  it('of an original stays unseen: its public address does not open', async () => {
    const [result] = await uploadFiles('image', { files: [aFile(randomBytes(10))] });
    const answer = await fetch(`${site.origin}${fileUrl(result?.key ?? '')}`);
    expect(answer.status).toBe(403);
  });

  it('that the site refuses gets no address', async () => {
    mayUpload = false;
    await expect(uploadFiles('image', { files: [aFile(randomBytes(10))] })).rejects.toThrow();
    mayUpload = true;
  });

  it.each([
    ['too large', new File([new Uint8Array(17 * 1024 * 1024)], 'a.png', { type: 'image/png' })],
    ['no picture', new File(['x'], 'a.txt', { type: 'text/plain' })],
  ])('is refused when it is %s', async (_, file) => {
    await expect(uploadFiles('image', { files: [file] })).rejects.toThrow();
  });
});

describe('a callback', () => {
  const call = (body: string, signature?: string) =>
    fetch(`${handlerUrl}?slug=image`, {
      method: 'POST',
      headers: { 'uploadthing-hook': 'callback', ...(signature && { 'x-uploadthing-signature': signature }) },
      body,
    });
  const file = { key: 'forgedforgedforged', name: 'a', size: 1, type: 'image/png', customId: null };
  const urls = { url: twin.url, appUrl: twin.url, ufsUrl: twin.url, fileHash: '0' };
  const body = JSON.stringify({
    status: 'uploaded',
    file: { ...file, ...urls },
    origin: twin.url,
    metadata: { memberId: 8 },
  });

  it.each([
    ['unsigned', undefined],
    ['signed by somebody else', sign(body, 'sk_other')],
    ['signed for another body', sign(`${body} `, apiKey)],
  ])('is refused when it is %s', async (_, signature) => {
    expect((await call(body, signature)).status).toBe(400);
    expect(told.some((one) => one.key === file.key)).toBe(false);
  });
});

describe('the door to storage', () => {
  it('puts, reads and removes, once and again', async () => {
    const bytes = randomBytes(50_000);
    const key = await put({ bytes, name: 'square-80.avif', type: 'image/avif', isPrivate: false });
    expect((await read(key)).equals(bytes)).toBe(true);
    const shown = await fetch(site.origin + fileUrl(key));
    expect(shown.headers.get('content-type')).toBe('image/avif');
    await remove([key]);
    await remove([key]);
    await expect(read(key)).rejects.toThrow('404');
    expect((await fetch(site.origin + fileUrl(key))).status).toBe(404);
  });

  it('keeps a private file from browsers and reads it itself', async () => {
    const key = await put({ bytes: Buffer.from('secret'), name: 'a.png', type: 'image/png', isPrivate: true });
    expect((await read(key)).toString()).toBe('secret');
    expect((await fetch(site.origin + fileUrl(key))).status).toBe(403);
  });

  it('gives files of the same name and size, put at the same moment, keys of their own', async () => {
    const puts = Array.from({ length: 20 }, (_, i) =>
      put({ bytes: Buffer.from([i]), name: 'same.webp', type: 'image/webp', isPrivate: false }),
    );
    const keys = await Promise.all(puts);
    const bytes = await Promise.all(keys.map(read));
    expect(bytes.map((one) => one[0])).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it('takes any name', async () => {
    const key = await put({
      bytes: Buffer.from('x'),
      name: `${'長'.repeat(300)}\ud800.png`,
      type: 'image/png',
      isPrivate: false,
    });
    expect((await read(key)).toString()).toBe('x');
  });

  it('knows that the file host is there', async () => {
    await expect(probeStorage()).resolves.toBeUndefined();
  });
});
