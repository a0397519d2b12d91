import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Reads of `/proc`: benchmarks run on Linux only. */
const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

type Stat = { pid: number; parent: number; ticks: number };

/** One line of `/proc/<pid>/stat`; the command in parentheses may hold spaces and parentheses itself. */
function statOf(pid: number): Stat | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    // It ended between the listing and the reading.
    return undefined;
  }
}

/** The process and all below it. */
export function treeOf(root: number): number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? []);
  const tree = [root];
  for (const pid of tree) tree.push(...all.filter(({ parent }) => parent === pid).map((child) => child.pid));
  return tree;
}

/** CPU time in milliseconds that these processes have used so far, user and system, all threads. */
export function cpuMillis(pids: number[]): number {
  const ticks = pids.reduce((sum, pid) => sum + (statOf(pid)?.ticks ?? 0), 0);
  return (ticks * 1000) / ticksPerSecond;
}

/** Memory in MB: `rss` counts shared pages fully, `pss` divides them among those who share. */
export function memoryOf(pid: number): { rss: number; pss: number; command: string } | undefined {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const megabytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1024;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { rss: megabytes('Rss'), pss: megabytes('Pss'), command };
  } catch {
    return undefined;
  }
}

/** Keeps all threads of these processes on one core. */
export function pin(pids: number[], core: number) {
  for (const pid of pids) {
    try {
      execFileSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' });
    } catch {
      // It ended meanwhile; what is left is pinned.
    }
  }
}

/** The part of the house a process is, by its command line. */
export function partOf(command: string): string {
  const twin = /platform\/twins\/(\w+)\/main/.exec(command)?.[1];
  if (twin) return `twin: ${twin}`;
  if (/postgres/.test(command)) return 'Postgres';
  if (/redis-server|valkey-server/.test(command)) return 'Redis, native';
  if (/standalone|next-server/.test(command)) return 'the site';
  return /supervisor/.test(command) ? 'supervisor' : command.slice(0, 40);
}
