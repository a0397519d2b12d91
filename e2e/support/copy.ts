import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A whole copy of the house, brought up the way an owner does it: `npm start`. */
export type Copy = {
  origin: string;
  /** The mail page's address. */
  mailOrigin: string;
  /** Ends it as Ctrl-C does, and waits until every process is gone. */
  stop: () => Promise<void>;
  /** The supervisor's process. */
  pid: number;
};

type Choices = { port: number; dataDir: string; env?: Record<string, string>; args?: string[] };

const startMillis = 600_000;

/** Only what a fresh shell has: nothing of the caller's own services may leak into the copy. */
function cleanEnvironment(more: Record<string, string>): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'USER'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(kept), ...more };
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode);
    else child.once('exit', (code) => resolve(code));
  });
}

/** Asks the health page until it answers; an exit meanwhile is the answer too. */
async function untilHealthy(origin: string, child: ChildProcess, said: () => string) {
  const deadline = Date.now() + startMillis;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${said()}`);
    const answer = await fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (answer?.ok) return;
    await pause(150);
  }
  throw new Error(`The site did not come up within ${startMillis / 1000} s:\n${said()}`);
}

/** Starts a copy on `port` (its services on the ports above it) with its data in `dataDir`, and waits until it serves. */
export async function startCopy({ port, dataDir, env = {}, args = [] }: Choices): Promise<Copy> {
  const child = spawn(process.execPath, ['src/platform/supervisor/start.mjs', 'start', ...args], {
    env: cleanEnvironment({ PORT: String(port), DATA_DIR: dataDir, ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said = (said + chunk).slice(-20_000);
    });
  }
  const origin = `http://localhost:${port}`;
  const stop = async () => {
    child.kill('SIGTERM');
    await ended(child);
  };
  try {
    await untilHealthy(origin, child, () => said);
  } catch (thrown) {
    await stop();
    throw thrown;
  }
  return { origin, mailOrigin: `http://localhost:${port + 25}`, stop, pid: child.pid ?? 0 };
}

/** A data folder of its own, and how to throw it away. */
export function temporaryData(name: string): { dataDir: string; remove: () => void } {
  const dataDir = mkdtempSync(join(tmpdir(), `vitrine-${name}-`));
  return { dataDir, remove: () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 }) };
}
