import { deserialize, serialize } from 'node:v8';
import type {
  CommandPlan,
  createRedisCommandExecutor,
  KeyspaceEntry,
  RedisDatabase,
  RedisDataValue,
} from 'js-redis-server/core';
import type { Entry, LogFile } from './log-file';

type Logged = readonly string[];
/** The engine does not export its own name for it. */
type Policy = NonNullable<NonNullable<Parameters<typeof createRedisCommandExecutor>[0]>['policies']>[number];
type Run = (name: string, args: readonly Buffer[]) => Promise<unknown>;

const words = (text: string) => new Set(text.trim().split(/\s+/));

/** Commands that do the same again on the same data, whenever they are repeated, and say nothing of time. */
const repeatable = words(`
  append decr decrby del getdel getset hdel hincrby hincrbyfloat hmset hset hsetnx incr incrby incrbyfloat linsert lmove lpop lpush lpushx lrem lset
  ltrim mset msetnx persist pfadd rename renamenx rpop rpoplpush rpush rpushx sadd sdiffstore setbit setnx setrange sinterstore smove srem sunionstore
  unlink zadd zdiffstore zincrby zinterstore zpopmax zpopmin zrangestore zrem zremrangebylex zremrangebyrank zremrangebyscore zunionstore
  flushall flushdb
`);

/** Commands that change only when a key ends. */
const expiring = words('expire expireat pexpire pexpireat');

/** They hold no data themselves: what they run is seen command by command. */
const carriers = words('eval evalsha');

/** Not a Redis command: `= key value`, the whole value of a key with its end, as `v8.serialize` writes it, in base64. */
const wholeKey = '=';

/** Far beyond any real end of a key. While the log is read every end is moved by this much, so that no key dies before its time in the story. */
const farMs = 10 ** 14;

const text = (bytes: Buffer) => bytes.toString('latin1');
const bytes = (part: string) => Buffer.from(part, 'latin1');

/**
 * Writes down what changes a database, so that reading it again leads to the same data. Scripts and transactions are kept by what they did, not by
 * their words; times as instants; whatever is neither repeatable nor about time by the whole value it left behind.
 */
export class Journal {
  #pending: Logged[] = [];
  /** What a running MULTI has done so far: it goes to the log whole. */
  #held: Logged[] = [];
  #isHolding = false;
  #isReplaying = true;
  #compactAt = Number.POSITIVE_INFINITY;

  constructor(
    private readonly database: RedisDatabase,
    private readonly file: LogFile,
    /** The log is started anew in mid-life when it has grown to this, and to four times what it was after the last time. */
    private readonly compactFromBytes: number,
  ) {
    // Instead of subscribing: the engine copies the whole value for each listener (57 ms for one ZINCRBY into 100,000 members), and nothing but the
    // end of a key is of interest here. A key that ends must end in the log as well, or a later INCR would find its old value there.
    database.mutations.emit = (event) => {
      if (event.type === 'evict') this.#note(['DEL', text(event.key)]);
    };
  }

  /** Hears of every command the engine ran, also inside scripts and transactions. */
  readonly policy: Policy = {
    name: 'journal',
    beforeExecute: (_plan, context) => {
      if (context.transactionReplay) this.#isHolding = true;
    },
    afterExecute: (plan, _context, result) => {
      if (plan.definition.name === 'exec') this.#release();
      else if (!this.#isReplaying && plan.flags.includes('write'))
        for (const effect of this.#effectOf(plan)) this.#note(effect);
      return result;
    },
  };

  /** Hands what happened since the last call to the operating system, as one entry. */
  write(): void {
    if (this.#pending.length === 0) return;
    const entry = this.#pending;
    this.#pending = [];
    this.file.append(entry);
    this.#compactIfLarge();
  }

  /** Reads the log into the empty database. `run` executes a command in the engine. */
  async replay(run: Run): Promise<void> {
    await this.file.replay(async (entry: Entry) => {
      for (const command of entry) await this.#apply(command, run);
    });
    for (const { key, expiresAt } of this.database.entriesSnapshot()) {
      if (expiresAt !== undefined) this.database.expire(key, expiresAt - farMs);
    }
    this.database.sweepExpired();
    this.#isReplaying = false;
  }

  /** Starts the log anew with one entry for each key there is. */
  compact(): void {
    // They are in the values that follow.
    this.#pending = [];
    this.file.replace(this.database.entriesSnapshot().map((entry) => [whole(entry)]));
    this.#compactAt = Math.max(this.compactFromBytes, this.file.size * 4);
  }

  /** Never in the middle of a transaction: its first half would be in the values, and then be told once more. */
  #compactIfLarge(): void {
    if (!this.#isHolding && this.file.size >= this.#compactAt) this.compact();
  }

  #note(command: Logged): void {
    if (this.#isReplaying) return;
    (this.#isHolding ? this.#held : this.#pending).push(command);
  }

  #release(): void {
    this.#pending.push(...this.#held);
    this.#held = [];
    this.#isHolding = false;
    this.#compactIfLarge();
  }

  #effectOf(plan: CommandPlan): Logged[] {
    const { name } = plan.definition;
    if (carriers.has(name)) return [];
    if (repeatable.has(name)) return [[name.toUpperCase(), ...plan.rawArgs.map(text)]];
    return plan.keys.map((key) => (expiring.has(name) ? this.#endOf(key) : this.#stateOf(key)));
  }

  #endOf(key: Buffer): Logged {
    const end = this.database.getExpiration(key);
    if (end.kind === 'missing') return ['DEL', text(key)];
    return end.kind === 'persistent' ? ['PERSIST', text(key)] : ['PEXPIREAT', text(key), String(end.expiresAt)];
  }

  #stateOf(key: Buffer): Logged {
    const value = this.database.get(key);
    const end = this.database.getExpiration(key);
    if (value === null || end.kind === 'missing') return ['DEL', text(key)];
    return whole({ key, value, ...(end.kind === 'expires' && { expiresAt: end.expiresAt }) });
  }

  async #apply(command: Logged, run: Run): Promise<void> {
    const [name, key = '', third = ''] = command;
    if (name === wholeKey) {
      const { value, expiresAt } = deserialize(Buffer.from(third, 'base64')) as Pick<
        KeyspaceEntry,
        'value' | 'expiresAt'
      >;
      this.database.set(bytes(key), value, expiresAt === undefined ? {} : { expiresAt: expiresAt + farMs });
    } else if (name === 'PEXPIREAT') {
      this.database.expire(bytes(key), Number(third) + farMs);
    } else {
      await run(name ?? '', command.slice(1).map(bytes));
    }
  }
}

function whole({ key, value, expiresAt }: { key: Buffer; value: RedisDataValue; expiresAt?: number }): Logged {
  return [wholeKey, text(key), serialize({ value, expiresAt }).toString('base64')];
}
