import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { Trouble } from '@/platform/trouble';
import { ended, endGroup, signal } from './processes';

export type Running = {
  pid: number;
  /** Settles with a few words about how it ended. */
  exited: Promise<string>;
  /** Asks it to end, insists after a while, and waits. */
  stop: () => Promise<void>;
  /** It keeps a note of its own id where the next start looks for it, so that we need not. */
  hasOwnNote?: true;
};

/** Told of a process as soon as it runs, before it serves: so that it can be ended meanwhile. */
export type Register = (running: Running) => void;

export type Command = {
  /** For sentences: "the site", "Redis". */
  title: string;
  /** Words after `node`. */
  words: string[];
  variables: Record<string, string>;
  cwd?: string;
  onOutput: (text: string) => void;
};

/** How long a child may take to end before it is ended. Longer than the children's own patience, so that theirs decides. */
const patienceMs = 12_000;
/** How long a child may take until it serves. */
const readyMs = 60_000;

/** What of our own environment every child needs to run at all; all else is given by name. */
function surroundings(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SYSTEMROOT'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** Node's words to run a TypeScript file of ours. */
export function typescript(file: string, ...words: string[]): string[] {
  return ['--conditions=react-server', '--import', 'tsx', file, ...words];
}

/** Starts a Node process with a channel to us: it learns of our end by the channel's. */
function launch({ words, variables, cwd, onOutput }: Command): ChildProcess {
  const child = spawn(process.execPath, words, {
    cwd: cwd ?? process.cwd(),
    env: { ...surroundings(), ...variables } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: Ctrl-C in a terminal reaches us alone, and we stop the parts in order.
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr] as Readable[]) stream.setEncoding('utf8').on('data', onOutput);
  return child;
}

/**
 * Starts a child that stays.
 * @param isReady resolves when it serves; without one, the child says so over the channel (`{ ready: true }`)
 * @throws Trouble when it ends or stays silent instead
 */
export async function start(command: Command, register: Register, isReady?: () => Promise<void>): Promise<Running> {
  const { child, running, lastWords } = begin(command);
  register(running);
  const failed = running.exited.then((how) => {
    throw new Trouble(`${command.title} did not start (${how}): ${tellingLine(lastWords())}`);
  });
  try {
    await Promise.race([isReady ? isReady() : saysReady(child), failed, tooLate(command.title)]);
  } catch (error) {
    await running.stop();
    throw error;
  }
  return running;
}

/**
 * Runs a child that does its work and ends.
 * @throws Trouble with its telling line when it fails
 */
export async function runToEnd(command: Command, register: Register): Promise<void> {
  const { running, lastWords } = begin(command);
  register(running);
  const how = await running.exited;
  if (how !== 'code 0') throw new Trouble(`${command.title} failed (${how}): ${tellingLine(lastWords())}`);
}

function begin(command: Command) {
  let last = '';
  const child = launch({
    ...command,
    onOutput: (text) => {
      last = (last + text).slice(-4_000);
      command.onOutput(text);
    },
  });
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    // What it had started (a compiler, workers) ends with it.
    child.once('exit', () => child.pid && endGroup(child.pid));
    // Not at `exit`: what it said last may still be in the pipe then.
    child.once('close', (code, name) => resolve(name ? `signal ${name}` : `code ${code}`));
  });
  const running: Running = { pid: child.pid ?? 0, exited, stop: () => stop(child, exited) };
  return { child, running, lastWords: () => last };
}

function saysReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if (typeof message === 'object' && message !== null && 'ready' in message) resolve();
    });
  });
}

function tooLate(title: string): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Trouble(`${title} did not start within ${readyMs / 1000} s.`)), readyMs).unref();
  });
}

async function stop(child: ChildProcess, exited: Promise<string>): Promise<void> {
  if (child.pid === undefined) return;
  if (child.exitCode === null && child.signalCode === null) {
    signal(child.pid, 'SIGTERM');
    if (!(await ended(child.pid, patienceMs))) signal(child.pid, 'SIGKILL');
  }
  await exited;
}

/** The line of an output that says most: the error's, else the last. */
function tellingLine(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.filter((line) => /^\w*(Error|Trouble)\b.*:/.test(line)).at(-1) ?? lines.at(-1) ?? 'it said nothing.';
}
