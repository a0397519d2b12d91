import type { Duplex } from 'node:stream';
import { type Command, encodeCommand, type Reply, ReplyReader } from './resp';

/** One connection to an engine. What is sent together stays together: nobody's command comes between those of one call. */
export class Connection {
  readonly #stream: Duplex;
  readonly #reader = new ReplyReader();
  readonly #waiting: {
    replies: Reply[];
    count: number;
    resolve: (replies: Reply[]) => void;
    reject: (e: Error) => void;
  }[] = [];
  #fault: Error | undefined;

  /** @param onClosed hears once that the connection ended, whoever ended it */
  constructor(stream: Duplex, onClosed: () => void = () => {}) {
    this.#stream = stream;
    stream.on('data', (piece: Buffer) => this.#receive(piece));
    stream.on('error', (error) => this.#fail(error));
    stream.on('close', () => {
      this.#fail(new Error('the connection to the Redis engine ended'));
      onClosed();
    });
  }

  /** Runs the commands in order. @returns one reply for each @throws Error when the connection is lost */
  send(commands: readonly Command[]): Promise<Reply[]> {
    if (this.#fault) return Promise.reject(this.#fault);
    if (commands.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ replies: [], count: commands.length, resolve, reject });
      this.#stream.write(commands.map(encodeCommand).join(''));
    });
  }

  close(): void {
    this.#stream.destroy();
  }

  #receive(piece: Buffer): void {
    try {
      for (const reply of this.#reader.push(piece)) this.#deliver(reply);
    } catch (error) {
      this.#stream.destroy(error as Error);
    }
  }

  #deliver(reply: Reply): void {
    const call = this.#waiting[0];
    if (!call) throw new Error('a reply nobody asked for');
    call.replies.push(reply);
    if (call.replies.length < call.count) return;
    this.#waiting.shift();
    call.resolve(call.replies);
  }

  #fail(error: Error): void {
    this.#fault ??= error;
    for (const call of this.#waiting.splice(0)) call.reject(this.#fault);
  }
}
