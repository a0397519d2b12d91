import { createHash } from 'node:crypto';
import type { Command, Reply } from './resp';

/**
 * Upstash's rate limiter begins its scripts with `#!lua flags=allow-key-locking`, a flag only Upstash knows. The engines get the script without that
 * line, under another SHA-1; clients go on using the one they computed.
 */
const upstashShebang = /^#!lua[^\n]*\ballow-key-locking\b[^\n]*/;

/** Keeps which script an engine knows under which hash. */
export class Scripts {
  readonly #engineHash = new Map<string, string>();

  /** The command as the engine should see it. */
  translate(command: Command): Command {
    const [name = '', first = '', second = ''] = command;
    switch (name.toUpperCase()) {
      case 'EVAL':
      case 'EVAL_RO':
        return [name, this.#strip(first), ...command.slice(2)];
      case 'EVALSHA':
      case 'EVALSHA_RO':
        return [name, this.#hashOf(first), ...command.slice(2)];
      case 'SCRIPT':
        if (first.toUpperCase() === 'LOAD') return [name, first, this.#strip(second), ...command.slice(3)];
        if (first.toUpperCase() === 'EXISTS')
          return [name, first, ...command.slice(2).map((hash) => this.#hashOf(hash))];
    }
    return command;
  }

  /** The reply as the client should see it: SCRIPT LOAD answers with the hash of the text it was given. */
  answer(command: Command, reply: Reply): Reply {
    const isLoad = command[0]?.toUpperCase() === 'SCRIPT' && command[1]?.toUpperCase() === 'LOAD';
    return isLoad && reply.kind === 'bulk' ? { kind: 'bulk', bytes: Buffer.from(sha1(command[2] ?? '')) } : reply;
  }

  /** The first line goes, its line break stays, so that the line numbers of errors hold. */
  #strip(script: string): string {
    if (!upstashShebang.test(script)) return script;
    const plain = script.replace(upstashShebang, '');
    this.#engineHash.set(sha1(script), sha1(plain));
    return plain;
  }

  #hashOf(hash: string): string {
    return this.#engineHash.get(hash.toLowerCase()) ?? hash;
  }
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
