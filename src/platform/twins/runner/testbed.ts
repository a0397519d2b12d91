import { createServer, type Server } from 'node:http';
import { Inngest, type InngestFunction } from 'inngest';
import { serve } from 'inngest/node';
import { freePort } from '@/testing/ports';
import { type Runner, startRunner } from './runner';
import { sign } from './signature';

/** The app's name in every test: function ids begin with it. */
export const appName = 'testbed';

const keys = {
  eventKey: 'an-event-key-of-the-tests',
  signingKey: 'signkey-test-8ee2262a15e8d3c42d6a840db7af3de2aab08ef632b32a37a687f24b34dba3ff',
};

/**
 * Where the contract is tested: against the twin, or against a real Inngest server when INNGEST_CONTRACT_URL, INNGEST_CONTRACT_EVENT_KEY and
 * INNGEST_CONTRACT_SIGNING_KEY name one that can reach this machine (its address for us: INNGEST_CONTRACT_APP_URL, with the port).
 */
const real = process.env.INNGEST_CONTRACT_URL;
export const isReal = real !== undefined;

/** A real client, its app on a port of its own, and a runner that knows it. */
export interface Testbed {
  client: Inngest;
  runner: Runner | undefined;
  runnerUrl: string;
  signingKey: string;
  eventKey: string;
  /** Serves these functions from now on and registers them, as a new version of the app would. @returns the answer to the registration. */
  serve(functions: InngestFunction.Any[]): Promise<{ status: number; message: string }>;
  /** Asks the app directly, signed or not. */
  ask(method: string, body: string, headers?: Record<string, string>): Promise<Response>;
  /** Moves the runner's clock. A real server's time passes by itself. */
  leap(milliseconds: number): void;
  /** The app is gone, or back, at the same address. */
  close(): Promise<void>;
  open(): Promise<void>;
  /** Ends everything. */
  end(): Promise<void>;
}

export interface TestbedOptions {
  /** Hears of each exchange between runner and app. */
  onExchange?: (exchange: Exchange) => void;
  backoffScale?: number;
  leaseSeconds?: number;
  /** No runner: the test starts its own. */
  isBare?: boolean;
}

export interface Exchange {
  request: { method: string; url: string; headers: Record<string, string>; body: unknown };
  answer: { status: number; headers: Record<string, string>; body: unknown };
}

/** Builds a testbed. Its runner keeps its state in the test file's database. */
export async function aTestbed(options: TestbedOptions = {}): Promise<Testbed> {
  const appPort = real ? Number(new URL(process.env.INNGEST_CONTRACT_APP_URL ?? '').port) : await freePort();
  const appUrl = process.env.INNGEST_CONTRACT_APP_URL ?? `http://127.0.0.1:${appPort}/api/inngest`;
  const runnerPort = await freePort();
  const runnerUrl = real ?? `http://127.0.0.1:${runnerPort}`;
  const { eventKey, signingKey } = real
    ? {
        eventKey: process.env.INNGEST_CONTRACT_EVENT_KEY ?? '',
        signingKey: process.env.INNGEST_CONTRACT_SIGNING_KEY ?? '',
      }
    : keys;
  const silent = { info() {}, warn() {}, error() {}, debug() {} };
  const client = new Inngest({
    id: appName,
    baseUrl: runnerUrl,
    eventKey,
    signingKey,
    isDev: false,
    checkpointing: false,
    aiMetadata: false,
    logger: silent,
  });
  const app = appOn(appPort, client, options.onExchange);
  await app.open();
  let offset = 0;
  const runner =
    real || options.isBare
      ? undefined
      : await startRunner({
          port: runnerPort,
          databaseUrl: process.env.DATABASE_URL ?? '',
          eventKey,
          signingKey,
          appUrl,
          backoffScale: options.backoffScale ?? 0.005,
          leaseSeconds: options.leaseSeconds ?? 15,
          clock: () => new Date(Date.now() + offset),
        });
  const ask = (method: string, body: string, headers: Record<string, string> = {}) =>
    fetch(appUrl, { method, headers: { 'content-type': 'application/json', ...headers }, body });
  return {
    client,
    runner,
    runnerUrl,
    signingKey,
    eventKey,
    ask,
    close: app.close,
    open: app.open,
    async serve(functions) {
      app.functions = functions;
      const answer = await ask('PUT', '{}', { 'x-inngest-signature': sign('{}', signingKey, new Date()) });
      const { message } = (await answer.json()) as { message: string };
      return { status: answer.status, message };
    },
    leap(milliseconds) {
      offset += milliseconds;
      runner?.wake();
    },
    async end() {
      await runner?.stop();
      await app.close();
    },
  };
}

function appOn(port: number, client: Inngest, onExchange: TestbedOptions['onExchange']) {
  let server: Server | undefined;
  const app = {
    functions: [] as InngestFunction.Any[],
    async open() {
      server = createServer((request, response) => {
        if (onExchange) record(request, response, onExchange);
        serve({ client, functions: app.functions })(request, response);
      });
      await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
    },
    async close() {
      const closing = new Promise((resolve) => server?.close(resolve));
      server?.closeAllConnections();
      await closing;
    },
  };
  return app;
}

type Request = Parameters<Parameters<typeof createServer>[1] & object>[0];
type Response_ = Parameters<Parameters<typeof createServer>[1] & object>[1];

function record(request: Request, response: Response_, onExchange: (exchange: Exchange) => void) {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  const end = response.end.bind(response);
  response.end = ((body: string) => {
    onExchange({
      request: {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers as Record<string, string>,
        body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
      },
      answer: {
        status: response.statusCode,
        headers: response.getHeaders() as Record<string, string>,
        body: JSON.parse(body),
      },
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
    write(line: string) {
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
