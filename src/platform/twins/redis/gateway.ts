import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson } from './answers';
import { contract, refusalOf } from './commands';
import type { Engine } from './engine';
import type { Command, Reply } from './resp';
import { Scripts } from './scripts';

/** Upstash's own limit for one request. */
const maxBodyBytes = 10 * 1024 * 1024;

/** A "no" of the gateway, answered as `{ "error": … }`. */
class No extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const notCommand = new No(400, 'ERR the body is not a command, a non-empty array of strings and numbers');

/** Upstash's REST interface in front of an engine: `POST /`, `/pipeline` and `/multi-exec`. */
export class Gateway {
  readonly #scripts = new Scripts();
  readonly #tokenHash: Buffer;
  /** Commands outside the contract suite that somebody used, each told of once. */
  readonly #untested = new Set<string>();
  #answered = 0;

  constructor(
    private readonly engine: Promise<Engine>,
    token: string,
  ) {
    this.#tokenHash = hash(token);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const isBase64 = request.headers['upstash-encoding'] === 'base64';
      const result = await this.#run(request);
      if (Array.isArray(result)) this.#send(response, 200, `[${result.map((r) => answerJson(r, isBase64)).join(',')}]`);
      else this.#send(response, result.kind === 'error' ? 400 : 200, answerJson(result, isBase64));
    } catch (error) {
      if (!(error instanceof No)) console.error(error);
      const [status, message] = error instanceof No ? [error.status, error.message] : [500, 'ERR the engine is gone'];
      // What is left of a refused body is not worth reading.
      if (!request.complete) response.setHeader('connection', 'close');
      this.#send(response, status, JSON.stringify({ error: message }));
    }
  }

  async #run(request: IncomingMessage): Promise<Reply | Reply[]> {
    if (!this.#isAuthorized(request.headers.authorization))
      throw new No(401, 'WRONGPASS the token is missing or wrong');
    const path = (request.url ?? '/').split('?', 1)[0];
    if (path !== '/' && path !== '/pipeline' && path !== '/multi-exec') throw new No(404, 'ERR there is no such path');
    if (request.method !== 'POST') throw new No(405, 'ERR only POST is known here');
    const body = await readJson(request);
    if (path === '/') return this.#one(commandOf(body));
    if (!Array.isArray(body) || body.length === 0)
      throw new No(400, 'ERR the body is not a non-empty array of commands');
    const commands = body.map(commandOf);
    return path === '/pipeline' ? this.#pipeline(commands) : this.#transaction(commands);
  }

  async #one(command: Command): Promise<Reply> {
    const [reply] = await this.#pipeline([command]);
    return reply ?? { kind: 'null' };
  }

  /** Each command for itself, in one go; a refused one answers with its error and the others run. */
  async #pipeline(commands: readonly Command[]): Promise<Reply[]> {
    const refusals = commands.map(refusalOf);
    const allowed = commands.filter((_, index) => refusals[index] === null);
    const replies = await this.#execute(allowed);
    return refusals.map((message) =>
      message === null ? (replies.shift() ?? { kind: 'null' }) : { kind: 'error', message },
    );
  }

  /** All or nothing: one refused command, or one the engine would not queue, and none runs. */
  async #transaction(commands: readonly Command[]): Promise<Reply[] | Reply> {
    const refusal = commands.map(refusalOf).find((message) => message !== null);
    if (refusal) return { kind: 'error', message: refusal };
    const replies = await this.#execute([['MULTI'], ...commands, ['EXEC']]);
    const outcome = replies.at(-1) ?? { kind: 'null' };
    return outcome.kind === 'list'
      ? outcome.items.map((item, index) => this.#scripts.answer(commands[index] ?? [], item))
      : outcome;
  }

  async #execute(commands: readonly Command[]): Promise<Reply[]> {
    const engine = await this.engine;
    for (const command of commands) this.#tell(command);
    const replies = await engine.connection.send(commands.map((command) => this.#scripts.translate(command)));
    engine.settle();
    return replies.map((reply, index) => this.#scripts.answer(commands[index] ?? [], reply));
  }

  #tell(command: Command): void {
    const name = (command[0] ?? '').toUpperCase();
    if (contract.has(name) || name === 'MULTI' || name === 'EXEC' || this.#untested.has(name)) return;
    // Bounded: a caller could invent names.
    if (this.#untested.size < 500) this.#untested.add(name);
    console.warn(
      `redis: ${name.slice(0, 40)} is not in the contract suite; nobody promises that it behaves as in the cloud`,
    );
  }

  #isAuthorized(header: string | undefined): boolean {
    return timingSafeEqual(hash(/^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? ''), this.#tokenHash);
  }

  #send(response: ServerResponse, status: number, body: string): void {
    this.#answered += 1;
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      'upstash-sync-token': String(this.#answered),
    });
    response.end(body);
  }
}

/** Of equal length whatever was sent, as the comparison needs it. */
function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** @throws No 400 */
function commandOf(value: unknown): Command {
  if (!Array.isArray(value) || value.length === 0) throw notCommand;
  return value.map((part: unknown) => {
    if (typeof part === 'string') return part;
    if (typeof part === 'number' || typeof part === 'boolean') return String(part);
    throw notCommand;
  });
}

/** @throws No 413 for more than 10 MiB, 400 for what is not JSON */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new No(413, 'ERR the body is larger than 10 MiB');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new No(400, 'ERR the body is not JSON');
  }
}
