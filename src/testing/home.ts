import { chownSync, cpSync, existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { type Plan, plan } from '@/platform/supervisor/plan';
import { secretsOf } from '@/platform/supervisor/secrets';

/** Below the ports that systems give to outgoing connections (Linux: from 32,768), one of which would stand in the way now and then. */
let nextPort = 10_120;

/** Where one copy of the site lives: ports and a data folder that no other test uses. */
export type Home = { variables: Record<string, string>; dataDir: string; port: number };

/** @param folder holds the data folders; the path of each has a blank */
export function aHome(folder: string, more: Record<string, string> = {}): Home {
  const port = nextPort;
  nextPort += 40;
  const dataDir = join(folder, `data ${port}`);
  return { port, dataDir, variables: { PORT: String(port), DATA_DIR: dataDir, ...more } };
}

/** What its supervisor planned, secrets included. */
export const planOf = ({ dataDir, variables }: Home): Plan => plan(variables, secretsOf(dataDir));

/** What its health page says. */
export async function health({ port }: Home) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/health`);
  const { parts } = (await answer.json()) as { parts: Record<string, string> };
  return { status: answer.status, parts };
}

/** Asks its database. */
export async function ask(home: Home, question: string) {
  const sql = postgres(planOf(home).site.DATABASE_URL ?? '', { max: 1 });
  try {
    return [...(await sql.unsafe(question))];
  } finally {
    await sql.end();
  }
}

/** Does anybody answer on this port at this machine's own outside address? */
export function isReachable(port: number): Promise<boolean> {
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((face) => face && !face.internal && face.family === 'IPv4');
  return new Promise((resolve) => {
    const socket = connect({ port, host: outside?.address ?? '127.0.0.2', timeout: 2_000 });
    const answer = (reached: boolean) => {
      socket.destroy();
      resolve(reached);
    };
    socket
      .once('connect', () => answer(true))
      .once('error', () => answer(false))
      .once('timeout', () => answer(false));
  });
}

/** Its Postgres server's own process. */
export const serverOf = ({ dataDir }: Home) => ({
  pid: Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]),
});

export function parentOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** The program with a finished build, and its packages by a link: what another user has after `git clone` and a first start. */
export function copyProgram(root: string, build: string) {
  const parts = [
    'src',
    'drizzle',
    'public',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'next.config.ts',
    build,
  ];
  for (const part of parts.filter((path) => existsSync(path))) {
    cpSync(part, join(root, part), { recursive: true, verbatimSymlinks: true });
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
}

/** Gives a folder and all in it to an account. */
export function handOver(path: string, account: { uid: number; gid: number }) {
  chownSync(path, account.uid, account.gid);
  for (const name of readdirSync(path)) {
    const inner = join(path, name);
    const stat = lstatSync(inner);
    if (stat.isDirectory()) handOver(inner, account);
    else if (!stat.isSymbolicLink()) chownSync(inner, account.uid, account.gid);
  }
}
