import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sign } from './signature';

export const apiKey = 'sk_test';
export const appId = 'vitrine';
export const token = Buffer.from(JSON.stringify({ apiKey, appId, regions: ['local'] })).toString('base64');

export const aDataDir = () => mkdtemp(join(tmpdir(), 'files-twin-'));
export const aKey = () => `${'k'.repeat(12)}${randomBytes(12).toString('hex')}`;

type Presigned = {
  key?: string;
  size?: number;
  slug?: string;
  acl?: string;
  expires?: number;
  apiKey?: string;
  appId?: string;
};

/** A presigned address as UploadThing's client makes it, values encoded twice. */
export function presign(ingestUrl: string, given: Presigned = {}): string {
  const url = new URL(`${ingestUrl}/${given.key ?? aKey()}`);
  url.searchParams.append('expires', String(given.expires ?? Date.now() + 60_000));
  const fields = {
    identifier: given.appId ?? appId,
    'file-name': '画.png',
    'file-size': given.size ?? 10,
    'file-type': 'image/png',
    slug: given.slug,
    acl: given.acl,
  };
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) url.searchParams.append(`x-ut-${name}`, encodeURIComponent(value));
  }
  return `${url.href}&signature=${encodeURIComponent(sign(url.href, given.apiKey ?? apiKey))}`;
}

/** The multipart form a browser sends, whole. */
export function aForm(bytes: Buffer): FormData {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), 'blob');
  return form;
}

export const putTo = (url: string, bytes: Buffer, from = 0) =>
  fetch(url, { method: 'PUT', headers: { range: `bytes=${from}-` }, body: aForm(bytes) });

type Told = { slug: string | null; signature: string; body: string };

/**
 * An app that is called back: it keeps what it was told, and answers (or fails) as `react` says, posting its result first, as
 * UploadThing's handler does.
 */
export async function anApp(react: (told: Told, times: number) => unknown) {
  const told: Told[] = [];
  const hear = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const slug = new URL(request.url ?? '', 'http://localhost').searchParams.get('slug');
    const one = { slug, signature: String(request.headers['x-uploadthing-signature']), body };
    told.push(one);
    const callbackData = react(one, told.length);
    if (callbackData === undefined) return response.writeHead(500).end();
    const { origin, file } = JSON.parse(body);
    await fetch(`${origin}/callback-result`, {
      method: 'POST',
      headers: { 'x-uploadthing-api-key': apiKey },
      body: JSON.stringify({ fileKey: file.key, callbackData }),
    });
    return response.end('null');
  };
  const server = createServer((request, response) => {
    hear(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
  return { url, told, stop: () => new Promise((resolve) => server.close(resolve)) };
}

/** Says before an upload whom to tell, as UploadThing's handler does. */
export function announceUpload(ingestUrl: string, key: string, callbackUrl: string) {
  const body = {
    fileKeys: [key],
    metadata: { memberId: 7 },
    isDev: false,
    callbackUrl,
    callbackSlug: 'image',
    awaitServerData: true,
  };
  return fetch(`${ingestUrl}/route-metadata`, {
    method: 'POST',
    headers: { 'x-uploadthing-api-key': apiKey },
    body: JSON.stringify(body),
  });
}
