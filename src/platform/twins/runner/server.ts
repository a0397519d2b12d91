import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Sql } from 'postgres';
import { z } from 'zod';
import { sentEvents, takeEvents } from './events';
import { Unsupported } from './functions';
import { register } from './registration';
import { hashedKey, isSame } from './signature';

const largestBody = 4 * 1024 * 1024;

interface Doors {
  sql: Sql;
  eventKey: string;
  signingKey: string;
  clock: () => Date;
}

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** A request that cannot be served; the reason goes to the caller. */
class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The runner's own doors, on loopback: `POST /e/:key` for events, `POST /fn/register` for apps that register themselves, `GET /health`. */
export function listen(doors: Doors, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    void serve(doors, request)
      .catch(explain)
      .then((answer) => reply(response, answer));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve(server));
  });
}

async function serve(doors: Doors, request: IncomingMessage): Promise<Answer> {
  const { pathname } = new URL(request.url ?? '/', 'http://runner');
  if (request.method === 'GET' && pathname === '/health') return { status: 200, body: { status: 200, message: 'OK' } };
  if (request.method === 'POST' && pathname.startsWith('/e/'))
    return takeIn(doors, request, pathname.slice('/e/'.length));
  if (request.method === 'POST' && pathname === '/fn/register') return registerApp(doors, request);
  throw new Refused(404, 'There is nothing here.');
}

async function takeIn({ sql, eventKey, clock }: Doors, request: IncomingMessage, key: string): Promise<Answer> {
  if (!isSame(decode(key), eventKey)) throw new Refused(401, 'Event key not found');
  const events = sentEvents.safeParse(await readJson(request));
  if (!events.success) throw new Refused(400, 'Each event needs a name, and its data must be an object.');
  const seed = request.headers['x-inngest-event-id-seed'];
  const ids = await takeEvents(sql, events.data, typeof seed === 'string' ? seed : null, clock());
  return { status: 200, body: { ids, status: 200 } };
}

async function registerApp({ sql, signingKey, clock }: Doors, request: IncomingMessage): Promise<Answer> {
  if (!isSame(request.headers.authorization ?? '', `Bearer ${hashedKey(signingKey)}`)) {
    throw new Refused(401, 'The bearer token is not the hash of our signing key.');
  }
  const given = z.object({ functions: z.unknown() }).safeParse(await readJson(request));
  if (!given.success) throw new Refused(400, 'The registration is not an object.');
  const modified = await register(sql, given.data.functions, clock(), clock());
  return { status: 200, body: { ok: true, status: 200, modified } };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > largestBody) throw new Refused(413, 'The body is larger than 4 MB.');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refused(400, 'The body is not JSON.');
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function explain(error: unknown): Answer {
  if (error instanceof Refused) return { status: error.status, body: { error: error.message, status: error.status } };
  if (error instanceof Unsupported) return { status: 400, body: { error: error.message, status: 400 } };
  // What else can go wrong is the database; the client tries again.
  return { status: 503, body: { error: 'The runner cannot store this now.', status: 503 } };
}

function reply(response: ServerResponse, { status, body }: Answer) {
  // After a refusal the rest of a body may still be on its way: the connection ends with the answer.
  if (status >= 400) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
