import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from '@upstash/redis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '@/testing/ports';
import { homes } from './factory';

describe.each(homes.filter((home) => home !== 'cloud'))('the process on %s', { timeout: 60_000 }, (engine) => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'vitrine-process-'));
  });
  const main = new URL('./main.ts', import.meta.url).pathname;
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function start(port: number) {
    const child = fork(main, {
      execArgv: ['--import', 'tsx'],
      env: {
        ...process.env,
        REDIS_PORT: String(port),
        REDIS_TOKEN: 'secret',
        REDIS_DATA_DIR: dataDir,
        LOCAL_REDIS_ENGINE: engine,
      },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    children.push(child);
    let said = '';
    child.stderr?.on('data', (piece) => {
      said += String(piece);
    });
    const ended = once(child, 'exit').then(([code]) => Number(code));
    const isReady = await Promise.race([once(child, 'message').then(() => true), ended.then(() => false)]);
    const redis = new Redis({ url: `http://127.0.0.1:${port}`, token: 'secret', enableTelemetry: false, retry: false });
    return { child, ended, isReady, redis, said: () => said };
  }

  it('killed in the middle of writing, loses nothing it had answered', async () => {
    const port = await freePort();
    const first = await start(port);
    let answered = 0;
    const writers = Array.from({ length: 4 }, async () => {
      for (;;) answered = Math.max(answered, await first.redis.incr('n'));
    });
    await expect.poll(() => answered, { timeout: 10_000 }).toBeGreaterThan(200);
    first.child.kill('SIGKILL');
    await Promise.allSettled(writers);
    const second = await start(port);
    expect(second.isReady).toBe(true);
    expect(Number(await second.redis.get('n'))).toBeGreaterThanOrEqual(answered);
  });

  it('ends when asked to, and when the one who started it is gone', async () => {
    const asked = await start(await freePort());
    await asked.redis.set('k', 'kept');
    asked.child.kill('SIGTERM');
    expect(await asked.ended).toBe(0);
    const orphaned = await start(await freePort());
    expect(await orphaned.redis.get('k')).toBe('kept');
    orphaned.child.disconnect();
    expect(await orphaned.ended).toBe(0);
  });

  it('says in one sentence why it does not start', async () => {
    const port = await freePort();
    await start(port);
    const second = await start(port);
    expect([second.isReady, await second.ended]).toEqual([false, 1]);
    expect(second.said()).toMatch(/^redis: .*EADDRINUSE.*\n$/);
  });
});
