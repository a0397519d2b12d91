import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { cpuMillis, pin, treeOf } from '../support/processes';
import type { Load, LoadResult } from './generator';

/** A generator in a process of its own, kept on the last core while servers stay on the first. */
export type Generator = { drive: (load: Load) => Promise<LoadResult>; stop: () => void };

const serverCore = 0;
const generatorCore = availableParallelism() - 1;

export function startGenerator(): Generator {
  const child: ChildProcess = fork(fileURLToPath(new URL('./generator-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  if (generatorCore !== serverCore && child.pid) pin([child.pid], generatorCore);
  return {
    drive: async (load) => {
      child.send(load);
      const [answer] = (await once(child, 'message')) as [{ result?: LoadResult; error?: string }];
      if (!answer.result) throw new Error(`${load.url}: ${answer.error}`);
      return answer.result;
    },
    stop: () => child.disconnect(),
  };
}

/** One thing to measure: a load, and the root of the processes whose CPU it costs. */
export type Subject = { name: string; load: Load; root: number };

/** CPU milliseconds of all server processes per request, and what the generator saw. */
async function measureOnce(
  generator: Generator,
  { load, root }: Subject,
): Promise<{ cpu: number; result: LoadResult }> {
  const pids = treeOf(root);
  const before = cpuMillis(pids);
  const result = await generator.drive(load);
  return { cpu: (cpuMillis(pids) - before) / load.requests, result };
}

export const median = (values: number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

export type Pair = { a: number; b: number; ratio: number; lowest: number; highest: number };

/**
 * Compares two subjects in pairs, ABBA, so that what drifts (caches, heat, neighbours) falls on both: seven rounds of four runs.
 * @returns medians of CPU milliseconds per request, and median, lowest and highest of the rounds' ratios a/b
 */
export async function compare(generator: Generator, a: Subject, b: Subject, rounds = 7): Promise<Pair> {
  for (const { root } of [a, b]) if (generatorCore !== serverCore) pin(treeOf(root), serverCore);
  await measureOnce(generator, a);
  await measureOnce(generator, b);
  const seen: { a: number; b: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const cost = { a: 0, b: 0 };
    for (const turn of ['a', 'b', 'b', 'a'] as const)
      cost[turn] += (await measureOnce(generator, turn === 'a' ? a : b)).cpu / 2;
    seen.push(cost);
  }
  const ratios = seen.map((cost) => cost.a / cost.b);
  return {
    a: median(seen.map((cost) => cost.a)),
    b: median(seen.map((cost) => cost.b)),
    ratio: median(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
  };
}

/** What one subject costs: medians of `rounds` runs after one to warm up. `cpu` in milliseconds per request, `statuses` of the last run. */
export async function costOf(
  generator: Generator,
  subject: Subject,
  rounds = 7,
): Promise<{ cpu: number; perSecond: number; statuses: Record<string, number> }> {
  if (generatorCore !== serverCore) pin(treeOf(subject.root), serverCore);
  await measureOnce(generator, subject);
  const runs = [];
  for (let round = 0; round < rounds; round++) runs.push(await measureOnce(generator, subject));
  return {
    cpu: median(runs.map(({ cpu }) => cpu)),
    perSecond: median(runs.map(({ result }) => (subject.load.requests * 1000) / result.millis)),
    statuses: runs.at(-1)?.result.statuses ?? {},
  };
}
