import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { violations } from './guards/all';
import { readTree } from './guards/tree';

/** One step of `npm run check`. `output` is printed only when it failed. */
export type Step = { name: string; run: () => Promise<{ ok: boolean; output: string }> };
export type Outcome = { name: string; ok: boolean; output: string; seconds: number };

/** Runs a program of `node_modules/.bin` and keeps what it says. */
function program(name: string, command: string, args: string[]): Step {
  return { name, run: () => capture(`node_modules/.bin/${command}`, args) };
}

function capture(command: string, args: string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0' },
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ ok: false, output: `${command}: ${error.message}` }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** Types of pages and routes are written by Next; a fresh clone has none yet. */
async function types() {
  const generated = await capture('node_modules/.bin/next', ['typegen']);
  return generated.ok ? capture('node_modules/.bin/tsc', ['--noEmit', '--pretty', 'false']) : generated;
}

async function ownGuards() {
  const found = violations(readTree());
  return { ok: found.length === 0, output: found.join('\n') };
}

const sources = ['src', 'drizzle', 'e2e', 'next.config.ts'];

/** Longest first, so that two cores end together. */
export const steps: Step[] = [
  { name: 'types', run: types },
  program('dead files, exports, dependencies', 'knip', ['--config', '.knip.jsonc', '--no-progress']),
  program('floors and circles', 'depcruise', [
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'err',
    ...sources,
  ]),
  program('lint with types', 'oxlint', ['--type-aware', '--deny-warnings', '--format', 'unix']),
  program('format and lint', 'biome', ['check', '--config-path=.biome.json', '--max-diagnostics=20']),
  { name: 'guards', run: ownGuards },
];

/** Runs the steps, as many at once as there are cores, and tells `report` each outcome as it comes. */
export async function runSteps(todo: Step[], report: (outcome: Outcome) => void): Promise<Outcome[]> {
  const queue = [...todo];
  const outcomes: Outcome[] = [];
  const worker = async () => {
    for (let step = queue.shift(); step; step = queue.shift()) {
      const began = performance.now();
      const result = await step.run().catch((error: unknown) => ({ ok: false, output: String(error) }));
      const outcome = { name: step.name, ...result, seconds: (performance.now() - began) / 1000 };
      outcomes.push(outcome);
      report(outcome);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
  return outcomes;
}

/** One line for a step that held; the whole output for one that did not. */
export function printOutcome({ name, ok, output, seconds }: Outcome) {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
  if (!ok) console.log(`${output.trimEnd().replace(/^/gm, '       ')}\n`);
}

/** `npm run check`: everything that can be said about the sources without running them. */
export async function check(): Promise<Outcome[]> {
  return runSteps(steps, printOutcome);
}
