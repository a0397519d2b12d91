import 'server-only';
import { log } from '@/platform/log';
import { ingestPath, twinUrl } from '@/platform/storage/hosts';

const filePath = '/api/files/f';
const key = '[A-Za-z0-9]{12,128}';
const known = {
  read: { path: new RegExp(`^${filePath}/(${key})$`), methods: ['GET', 'HEAD'], to: '/f/' },
  upload: { path: new RegExp(`^${ingestPath}/(${key})$`), methods: ['HEAD', 'PUT'], to: '/ingest/' },
};

/**
 * Only what a file or an upload needs passes, in either direction: no cookie, no credential, no address of a visitor. The length is not among it:
 * Next sends in chunks and refuses to be told.
 */
const passedOn = ['range', 'if-none-match', 'if-range', 'content-type'];
const passedBack = [
  'accept-ranges',
  'cache-control',
  'content-disposition',
  'content-range',
  'content-security-policy',
  'content-type',
  'etag',
  'last-modified',
  'x-content-type-options',
  'x-ut-range-start',
];

/**
 * Passes public files out of, and uploads into, the file host's twin, as a stream in both directions. Whoever may upload is decided by the
 * signature in the address; everything else the twin can do is not reachable from here. 404 when the file host is the cloud.
 */
export async function passOn(request: Request): Promise<Response> {
  const target = targetOf(request);
  if (!target) return new Response(null, { status: 404 });
  const headers = pick(request.headers, passedOn);
  try {
    const answer = await fetch(target, {
      method: request.method,
      headers,
      redirect: 'error',
      // Next's own fetch would keep a copy.
      cache: 'no-store',
      signal: request.signal,
      ...(request.body && { body: request.body, duplex: 'half' }),
    });
    return new Response(answer.body, { status: answer.status, headers: pick(answer.headers, passedBack) });
  } catch (error) {
    if (!request.signal.aborted) log.error('storage.passage-failed', { error });
    return Response.json({ error: 'the file host does not answer' }, { status: 502 });
  }
}

/** The twin's address for one of the two kinds of request we know, or null. */
function targetOf(request: Request): URL | null {
  const twin = twinUrl();
  if (!twin) return null;
  const { pathname, search } = new URL(request.url);
  for (const kind of [known.read, known.upload]) {
    const found = kind.path.exec(pathname)?.[1];
    if (found && kind.methods.includes(request.method)) {
      return new URL(kind.to + found + (kind === known.upload ? search : ''), twin);
    }
  }
  return null;
}

function pick(headers: Headers, names: readonly string[]): Headers {
  const picked = new Headers();
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null) picked.set(name, value);
  }
  return picked;
}
