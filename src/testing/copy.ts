import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beginningOf } from '@/platform/supervisor/processes';

/** A copy of Vitrine as its owner runs it: a process of its own, seen from outside. */
export type Copy = {
  pid: number;
  /** Standard output and error so far. */
  said(): string;
  /** Resolves when these words have been said. @throws Error with all that was said when it ended before */
  until(words: RegExp): Promise<void>;
  /** Exit code, or the signal that ended it. */
  exited: Promise<number | NodeJS.Signals | null>;
  end(signal?: NodeJS.Signals): void;
  /** It and all its descendants that run now. */
  family(): Relative[];
};

export type Relative = { pid: number; beginning: string };

export type CopyOptions = {
  words: string[];
  /** Added to a bare environment: nothing of the caller's own services leaks in. */
  variables?: Record<string, string>;
  /** The folder of the program; by default this one. */
  root?: string;
  account?: { uid: number; gid: number };
  /** Words for Node itself. */
  nodeWords?: string[];
};

/** Runs `node src/platform/supervisor/start.mjs <words>`. */
export function runCopy({
  words,
  variables = {},
  root = process.cwd(),
  account = {} as never,
  nodeWords = [],
}: CopyOptions): Copy {
  const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR'].flatMap((name) =>
    process.env[name] ? [[name, process.env[name]]] : [],
  );
  const start = join(root, 'src', 'platform', 'supervisor', 'start.mjs');
  const child = spawn(process.execPath, [...nodeWords, start, ...words], {
    cwd: root,
    env: { ...Object.fromEntries(kept), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...account,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  const pid = child.pid ?? 0;
  return {
    pid,
    said: () => text,
    until: (wanted) => until(child, wanted, () => text),
    exited: new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal))),
    end: (signal = 'SIGTERM') => void child.kill(signal),
    family: () => familyOf(pid),
  };
}

function until(child: ChildProcess, wanted: RegExp, said: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (wanted.test(said())) resolve();
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.once('close', () => reject(new Error(`it ended without saying ${wanted}:\n${said()}`)));
    look();
  });
}

/** A process and all that descend from it, by /proc. */
function familyOf(pid: number): Relative[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(parentOf);
  const family = [pid];
  for (const member of family) {
    for (const [child, parent] of parents) if (parent === member) family.push(child);
  }
  return family.flatMap((id) => {
    const beginning = beginningOf(id);
    return beginning ? [{ pid: id, beginning }] : [];
  });
}

function parentOf(pid: string): [child: number, parent: number] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return [Number(pid), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])];
  } catch {
    // It ended while we looked.
    return [Number(pid), -1];
  }
}
