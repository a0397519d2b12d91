import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from './connection';
import type { Engine, EngineOptions } from './engine';

const startTimeoutMs = 10_000;

/** The first `redis-server` or `valkey-server` on PATH, or null. */
export function findNativeServer(path = process.env.PATH ?? ''): string | null {
  const folders = path.split(delimiter).filter(Boolean);
  const candidates = folders.flatMap((folder) => ['redis-server', 'valkey-server'].map((name) => join(folder, name)));
  return candidates.find(isExecutable) ?? null;
}

/** A real server as a child, on a socket file only this user can reach, with its own append-only file. @throws Error when it does not start */
export async function startNativeEngine(server: string, { dataDir, onLost }: EngineOptions): Promise<Engine> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const pidPath = join(dataDir, 'redis.pid');
  await waitUntilFree(pidPath);
  // Not in the data folder: the path of a socket may have 107 characters at most.
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-redis-'));
  const socketPath = join(folder, 'socket');
  const places = [
    '--port',
    '0',
    '--unixsocket',
    socketPath,
    '--unixsocketperm',
    '700',
    '--dir',
    dataDir,
    '--pidfile',
    pidPath,
  ];
  const keeping = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '', '--daemonize', 'no'];
  const child = spawnTied(server, [...places, ...keeping]);
  let isClosing = false;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const tidy = () => rm(folder, { recursive: true, force: true });
  try {
    const socket = await Promise.race([
      dial(socketPath),
      ended.then(() => Promise.reject(new Error(`${server} ended at once`))),
    ]);
    const connection = new Connection(socket, () => isClosing || onLost());
    await waitUntilLoaded(connection);
    return {
      connection,
      settle() {},
      async close() {
        isClosing = true;
        child.stdin?.end();
        await ended;
        connection.close();
        await tidy();
      },
    };
  } catch (error) {
    child.stdin?.end();
    await tidy();
    throw error;
  }
}

/**
 * Starts the server beside a shell that waits on our end of a pipe and then ends it: the pipe closes however this process goes, kill -9 included,
 * and a server left behind would keep the data folder.
 */
function spawnTied(server: string, args: readonly string[]): ChildProcess {
  const script =
    '"$0" "$@" </dev/null >/dev/null & child=$!; { cat >/dev/null; kill "$child"; } <&3 2>/dev/null & wait "$child"';
  return spawn('/bin/sh', ['-c', `exec 3<&0; ${script}`, server, ...args], { stdio: ['pipe', 'ignore', 'inherit'] });
}

/** The server of a gateway that was killed may still be writing its last; two servers on one folder would ruin it. @throws Error when it stays */
async function waitUntilFree(pidPath: string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (isServerOf(pidPath)) {
    if (Date.now() > deadline) throw new Error(`another Redis server uses ${pidPath}`);
    await pause(20);
  }
}

/** Is the process named in the file there, and a server? After a crash of the machine its number may be anybody's. */
function isServerOf(pidPath: string): boolean {
  try {
    const pid = readFileSync(pidPath, 'utf8').trim();
    process.kill(Number(pid), 0);
    return process.platform !== 'linux' || /redis|valkey/.test(readFileSync(`/proc/${pid}/comm`, 'utf8'));
  } catch {
    return false;
  }
}

async function dial(path: string): Promise<Socket> {
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    try {
      return await new Promise<Socket>((resolve, reject) => {
        const socket = createConnection(path);
        socket.once('connect', () => resolve(socket));
        socket.once('error', reject);
      });
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(20);
    }
  }
}

/** A server that reads its file answers -LOADING meanwhile. */
async function waitUntilLoaded(connection: Connection): Promise<void> {
  for (;;) {
    const [reply] = await connection.send([['PING']]);
    if (reply?.kind === 'status') return;
    await pause(20);
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
