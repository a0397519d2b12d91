import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { close, listen } from '../loopback';
import { isSameSecret } from '../secret';
import { No, readJson, sendJson } from './answers';
import { callsOf } from './api';
import { Callbacks } from './callbacks';
import { readGrant } from './grant';
import { sendFile } from './host';
import { Ingest } from './ingest';
import { faultOfAddress, readToken, type Token } from './signature';
import { FileStore, keyPattern } from './store';

export type FilesOptions = {
  dataDir: string;
  /** 0: any free port. */
  port: number;
  /** UPLOADTHING_TOKEN. */
  token: string;
  /** Addresses under which browsers reach `/ingest` through the site, without a slash at the end. */
  publicIngestUrls: readonly string[];
  /** Origin at which the app's callbacks are reached from here; unset: the one it gives with each upload. */
  appUrl?: string;
  /** Milliseconds before each further try of a callback while the uploader waits. */
  retryDelaysMs?: readonly number[];
  /** Milliseconds between rounds that tell again what the app has not answered, and forget unfinished uploads. */
  roundMs?: number;
};

/** Starts UploadThing's ingest, file host and API on the loopback. @returns its address, and how to stop it */
export async function startFiles(options: FilesOptions): Promise<{ url: string; stop: () => Promise<void> }> {
  const token = readToken(options.token);
  const store = new FileStore(options.dataDir);
  await store.prepare();
  const server = createServer({ requestTimeout: 10 * 60_000 });
  await listen(server, options.port);
  // "localhost", not 127.0.0.1: UploadThing's client speaks plain HTTP only to names with "local" in them.
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const fileUrl = (key: string) => `${url}/a/${token.appId}/${key}`;
  const delays = options.retryDelaysMs ?? [500, 2_000];
  const callbacks = new Callbacks(store, token, `${url}/ingest`, fileUrl, options.appUrl ?? null, delays);
  const twin: Twin = {
    token,
    store,
    url,
    ingestUrls: [`${url}/ingest`, ...options.publicIngestUrls],
    ingest: new Ingest(store, callbacks, fileUrl),
    calls: callsOf(store, callbacks),
  };
  server.on('request', (request, response) => void answer(twin, request, response));
  const work = async () => {
    await callbacks.resume();
    await store.reap(Date.now());
  };
  // An app that is slow to answer makes a round long; the next one waits for it.
  let isRunning = false;
  const round = () => {
    if (isRunning) return;
    isRunning = true;
    work()
      .catch(console.error)
      .finally(() => {
        isRunning = false;
      });
  };
  const timer = setInterval(round, options.roundMs ?? 60_000);
  round();
  return {
    url,
    stop: async () => {
      clearInterval(timer);
      await close(server, 2_000);
    },
  };
}

type Twin = {
  token: Token;
  store: FileStore;
  url: string;
  ingestUrls: readonly string[];
  ingest: Ingest;
  calls: ReturnType<typeof callsOf>;
};

async function answer(twin: Twin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await route(twin, request, response);
  } catch (error) {
    if (response.headersSent) {
      // The reader went away in the middle of a file, or the disk failed: either way the answer can't be completed.
      response.destroy();
      return;
    }
    if (!(error instanceof No)) console.error(error);
    const [status, message] = error instanceof No ? [error.status, error.message] : [500, 'the file host failed'];
    // What is left of a refused body is not worth reading.
    if (!request.complete) response.setHeader('connection', 'close');
    sendJson(response, status, { error: message });
    request.resume();
  }
}

async function route(twin: Twin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = request.url ?? '/';
  const path = target.split('?', 1)[0] ?? '/';
  const method = request.method ?? '';
  if (method === 'POST') {
    const call = Object.hasOwn(twin.calls, path) ? twin.calls[path] : undefined;
    const bearer = request.headers['x-uploadthing-api-key'];
    if (!isSameSecret(String(bearer ?? ''), twin.token.apiKey)) throw new No(401, 'the API key is wrong');
    if (!call) throw new No(404, 'there is no such call');
    return sendJson(response, 200, await call(await readJson(request)));
  }
  if (path.startsWith('/ingest/') && (method === 'HEAD' || method === 'PUT')) {
    const grant = readGrant(target.slice('/ingest'.length), twin.ingestUrls, twin.token, Date.now());
    if (method === 'HEAD') return twin.ingest.tellStart(grant, response);
    return twin.ingest.take(grant, request, response);
  }
  if (method !== 'GET' && method !== 'HEAD') throw new No(405, 'the method is not known here');
  if (path === '/health') return sendJson(response, 200, { ok: true });
  const key = keyOf(path, twin.token.appId);
  const about = key && (await twin.store.find(key));
  if (!about) throw new No(404, 'there is no such file');
  if (about.acl === 'private' && faultOfAddress(target, [twin.url], twin.token.apiKey, Date.now())) {
    throw new No(403, 'the file is private');
  }
  return sendFile(twin.store, about, request, response);
}

/** The key in `/f/<key>` or `/a/<appId>/<key>`. */
function keyOf(path: string, appId: string): string | null {
  const key = [`/f/`, `/a/${appId}/`].filter((prefix) => path.startsWith(prefix)).map((p) => path.slice(p.length))[0];
  return key !== undefined && keyPattern.test(key) ? key : null;
}
