import { createReadStream } from 'node:fs';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { No } from './answers';
import type { About, FileStore } from './store';

/** Types a browser may show; anything else is offered as a download, whatever it was declared to be. */
const shownTypes = new Set(['image/avif', 'image/webp', 'image/jpeg', 'image/png', 'image/gif']);

/** GET and HEAD of a file: ranges, 304, and headers under which nothing in it can run. */
export async function sendFile(
  store: FileStore,
  about: About,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const etag = `"${about.hash}"`;
  const headers = headersOf(about, etag);
  if (matchesEtag(request.headers['if-none-match'], etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const range = rangeOf(request, about.size, etag);
  if (range === 'unsatisfiable') {
    response.setHeader('content-range', `bytes */${about.size}`);
    throw new No(416, 'the range is outside the file');
  }
  const { start, end } = range ?? { start: 0, end: about.size - 1 };
  headers['content-length'] = end - start + 1;
  headers['content-type'] = shownTypes.has(about.type) ? about.type : 'application/octet-stream';
  if (range) headers['content-range'] = `bytes ${start}-${end}/${about.size}`;
  response.writeHead(range ? 206 : 200, headers);
  if (request.method === 'HEAD' || about.size === 0) {
    response.end();
    return;
  }
  await pipeline(createReadStream(store.bytesPath(about.key), { start, end }), response);
}

function headersOf(about: About, etag: string): OutgoingHttpHeaders {
  return {
    etag,
    'accept-ranges': 'bytes',
    'last-modified': new Date(about.uploadedAt).toUTCString(),
    // A key's bytes never change, so a public file may be kept for good.
    'cache-control': about.acl === 'private' ? 'private, no-store' : 'public, max-age=31536000, immutable',
    'content-disposition': shownTypes.has(about.type) ? 'inline' : 'attachment',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  };
}

function matchesEtag(header: string | undefined, etag: string): boolean {
  if (!header) return false;
  return header.split(',').some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === etag);
}

/** The one range asked for; null for the whole file, which also answers several ranges or an outdated If-Range. */
function rangeOf(
  request: IncomingMessage,
  size: number,
  etag: string,
): { start: number; end: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d{0,12})-(\d{0,12})$/.exec(request.headers.range ?? '');
  if (!match || match[0] === 'bytes=-') return null;
  const ifRange = request.headers['if-range'];
  if (ifRange !== undefined && ifRange !== etag) return null;
  const [first, last] = [match[1] ?? '', match[2] ?? ''];
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  return start > end ? 'unsatisfiable' : { start, end };
}
