import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Inngest, type InngestFunction } from 'inngest';
import { serve } from 'inngest/node';
import { freePort } from '@/testing/ports';
import { startRunner } from './runner';
import { sign } from './signature';

/** The app's name in every test: function ids begin with it. */
export const appName = 'testbed';

const ourKeys = {
  eventKey: 'an-event-key-of-the-tests',
  signingKey: 'signkey-test-8ee2262a15e8d3c42d6a840db7af3de2aab08ef632b32a37a687f24b34dba3ff',
};

/**
 * A real Inngest server for the contract, when INNGEST_CONTRACT_URL, INNGEST_CONTRACT_EVENT_KEY and INNGEST_CONTRACT_SIGNING_KEY name one that can
 * reach this machine (INNGEST_CONTRACT_APP_URL: our `/api/inngest` as it sees it, with the port to listen on).
 */
function realServer() {
  const { INNGEST_CONTRACT_URL: url, INNGEST_CONTRACT_APP_URL: appUrl } = process.env;
  if (!url || !appUrl) return null;
  const eventKey = process.env.INNGEST_CONTRACT_EVENT_KEY ?? '';
  const signingKey = process.env.INNGEST_CONTRACT_SIGNING_KEY ?? '';
  return { url, appUrl, keys: { eventKey, signingKey } };
}

/** A real client, its app on a port of its own, and a runner that knows it. */
export interface Testbed {
  client: Inngest;
  runnerUrl: string;
  signingKey: string;
  eventKey: string;
  /** The app's address, and its coming and going. */
  app: TestApp;
  /** Serves these functions from now on and registers them, as a new version of the app would. @returns the answer to the registration. */
  serve: (functions: InngestFunction.Any[]) => Promise<{ status: number; message: string }>;
  /** Moves the runner's clock. A real server's time passes by itself. */
  leap: (milliseconds: number) => void;
  /** Ends everything. */
  end: () => Promise<void>;
}

export interface TestbedOptions {
  /** A client that reads its environment, instead of one made for the test. */
  client?: Inngest;
  /** Against a real server, when one is named. */
  isContract?: boolean;
  /** Hears of each exchange between runner and app. */
  onExchange?: (exchange: Exchange) => void;
  backoffScale?: number;
  leaseSeconds?: number;
  /** No runner: the test starts its own, at `runnerUrl`. */
  isBare?: boolean;
}

export interface Exchange {
  request: { method: string; url: string; headers: Record<string, string>; body: unknown };
  answer: { status: number; headers: Record<string, string>; body: unknown };
}

/** Builds a testbed. Its runner keeps its state in the test file's database. */
export async function aTestbed(options: TestbedOptions = {}): Promise<Testbed> {
  const real = options.isContract ? realServer() : null;
  const keys = real?.keys ?? ourKeys;
  const runnerPort = await freePort();
  const runnerUrl = real?.url ?? `http://127.0.0.1:${runnerPort}`;
  const client = options.client ? pointed(options.client, runnerUrl) : aClient(runnerUrl, keys);
  const app = new TestApp(real?.appUrl ?? `http://127.0.0.1:${await freePort()}/api/inngest`, client);
  app.onExchange = options.onExchange;
  await app.open();
  let offset = 0;
  const runner = await (real || options.isBare
    ? null
    : startRunner({
        ...keys,
        port: runnerPort,
        databaseUrl: process.env.DATABASE_URL ?? '',
        appUrl: app.url,
        backoffScale: options.backoffScale ?? 0.005,
        leaseSeconds: options.leaseSeconds ?? 15,
        clock: () => new Date(Date.now() + offset),
      }));
  return {
    ...keys,
    client,
    runnerUrl,
    app,
    serve: async (functions) => {
      app.functions = functions;
      const answer = await app.ask('PUT', '{}', { 'x-inngest-signature': sign('{}', keys.signingKey, new Date()) });
      const { message } = (await answer.json()) as { message: string };
      return { status: answer.status, message };
    },
    leap: (milliseconds) => {
      offset += milliseconds;
      runner?.wake();
    },
    end: async () => {
      await runner?.stop();
      await app.close();
    },
  };
}

function aClient(baseUrl: string, keys: typeof ourKeys) {
  const logger = { info() {}, warn() {}, error() {}, debug() {} };
  return new Inngest({ id: appName, baseUrl, ...keys, isDev: false, checkpointing: false, aiMetadata: false, logger });
}

/** The environment, as each request to the client's HTTP door reads it again. */
function pointed(client: Inngest, baseUrl: string) {
  const variables = {
    INNGEST_BASE_URL: baseUrl,
    INNGEST_EVENT_KEY: ourKeys.eventKey,
    INNGEST_SIGNING_KEY: ourKeys.signingKey,
  };
  Object.assign(process.env, variables);
  return client.setEnvVars(variables);
}

/** An app with the real client's own HTTP door. */
class TestApp {
  functions: InngestFunction.Any[] = [];
  onExchange: TestbedOptions['onExchange'];
  #server: Server | undefined;

  constructor(
    readonly url: string,
    readonly client: Inngest,
  ) {}

  async open() {
    const server = createServer((request, response) => {
      if (this.onExchange) record(request, response, this.onExchange);
      serve({ client: this.client, functions: this.functions, enableUnauthedSync: false })(request, response);
    });
    await new Promise<void>((resolve) => server.listen(Number(new URL(this.url).port), '127.0.0.1', resolve));
    this.#server = server;
  }

  async close() {
    const closing = new Promise((resolve) => this.#server?.close(resolve));
    this.#server?.closeAllConnections();
    await closing;
  }

  /** Asks the app directly, signed or not. */
  ask(method: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url, { method, headers: { 'content-type': 'application/json', ...headers }, body });
  }
}

function record(request: IncomingMessage, response: ServerResponse, onExchange: (exchange: Exchange) => void) {
  const chunks: Buffer[] = [];
  // A listener of its own would set the stream flowing before the client reads it.
  const emit = request.emit.bind(request);
  request.emit = (event: string, ...said: unknown[]) => {
    if (event === 'data' && Buffer.isBuffer(said[0])) chunks.push(said[0]);
    return emit(event, ...said);
  };
  let headers: Record<string, string> = {};
  const writeHead = response.writeHead.bind(response);
  response.writeHead = ((status: number, given: Record<string, string>) => {
    headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
    return writeHead(status, given);
  }) as typeof response.writeHead;
  const end = response.end.bind(response);
  response.end = ((body: string) => {
    onExchange({
      request: {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers as Record<string, string>,
        body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
      },
      answer: { status: response.statusCode, headers, body: JSON.parse(body) },
    });
    return end(body);
  }) as typeof response.end;
}

/** What functions did, in order, and a way to wait for it. */
export function aJournal() {
  const lines: string[] = [];
  const waiting: { isDone: () => boolean; resolve: () => void }[] = [];
  return {
    lines,
    write: (line: string) => {
      lines.push(line);
      for (const one of waiting.filter(({ isDone }) => isDone())) one.resolve();
    },
    /** Waits until `count` lines begin with `start`. */
    async heard(start: string, count = 1) {
      const isDone = () => lines.filter((line) => line.startsWith(start)).length >= count;
      if (isDone()) return;
      await new Promise<void>((resolve) => waiting.push({ isDone, resolve }));
    },
    about(start: string) {
      return lines.filter((line) => line.startsWith(start));
    },
  };
}
