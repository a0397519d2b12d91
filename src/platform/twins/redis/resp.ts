/** One answer of a Redis server, RESP2. Integers keep their digits: JavaScript's numbers would round the largest. */
export type Reply =
  | { kind: 'status'; text: string }
  | { kind: 'error'; message: string }
  | { kind: 'integer'; digits: string }
  | { kind: 'bulk'; bytes: Buffer }
  | { kind: 'null' }
  | { kind: 'list'; items: Reply[] };

/** A command and its arguments, as they stand on the wire. */
export type Command = readonly string[];

/** A command as a RESP array of bulk strings, UTF-8. */
export function encodeCommand(command: Command): string {
  const parts = command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`);
  return `*${command.length}\r\n${parts.join('')}`;
}

const nothing: Reply = { kind: 'null' };

/** Turns the bytes of a connection, in whatever pieces they come, into replies. */
export class ReplyReader {
  #bytes: Buffer = Buffer.alloc(0);
  /** Lists begun and not yet complete, the outermost first. */
  readonly #open: { items: Reply[]; size: number }[] = [];

  /** @returns the replies that are complete with this piece @throws Error for bytes that are not RESP2 */
  push(piece: Buffer): Reply[] {
    this.#bytes = this.#bytes.length === 0 ? piece : Buffer.concat([this.#bytes, piece]);
    const complete: Reply[] = [];
    for (let item = this.#next(); item !== undefined; item = this.#next()) {
      const whole = this.#place(item);
      if (whole) complete.push(whole);
    }
    return complete;
  }

  /** Puts an item into the innermost open list; gives back what is now a whole reply, if anything is. */
  #place(item: Reply): Reply | undefined {
    let whole = item;
    for (let list = this.#open.at(-1); list; list = this.#open.at(-1)) {
      list.items.push(whole);
      if (list.items.length < list.size) return undefined;
      this.#open.pop();
      whole = { kind: 'list', items: list.items };
    }
    return whole;
  }

  /** The next complete item; opens lists on the way. */
  #next(): Reply | undefined {
    for (;;) {
      const end = this.#bytes.indexOf('\r\n');
      if (end < 0) return undefined;
      const head = this.#bytes.toString('utf8', 1, end);
      const type = String.fromCharCode(this.#bytes[0] ?? 0);
      const size = Number(head);
      const after = end + 2;
      if (type === '$' && size >= 0) {
        if (this.#bytes.length < after + size + 2) return undefined;
        const bytes = Buffer.from(this.#bytes.subarray(after, after + size));
        this.#bytes = this.#bytes.subarray(after + size + 2);
        return { kind: 'bulk', bytes };
      }
      this.#bytes = this.#bytes.subarray(after);
      if (type !== '*' || size <= 0) return scalar(type, head, size);
      this.#open.push({ items: [], size });
    }
  }
}

function scalar(type: string, head: string, size: number): Reply {
  switch (type) {
    case '+':
      return { kind: 'status', text: head };
    case '-':
      return { kind: 'error', message: head };
    case ':':
      return { kind: 'integer', digits: head };
    case '$':
      return nothing;
    case '*':
      return size === 0 ? { kind: 'list', items: [] } : nothing;
    default:
      throw new Error(`not RESP2: ${JSON.stringify(type + head.slice(0, 40))}`);
  }
}
