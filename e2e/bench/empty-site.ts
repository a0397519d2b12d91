import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The yardstick: a site of the same Next with one page that says one word. */
export type EmptySite = { origin: string; pid: number; stop: () => void };

const files = {
  'package.json': '{"name":"empty","private":true,"type":"module"}',
  'next.config.mjs':
    'export default { cacheComponents: true, partialPrefetching: false, poweredByHeader: false, outputFileTracingRoot: process.cwd(), turbopack: { root: process.cwd() } };',
  'app/layout.jsx': 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;',
  'app/page.jsx': 'export default () => <p>Empty</p>;',
};

async function untilItAnswers(origin: string, child: ChildProcess) {
  while (child.exitCode === null) {
    const answer = await fetch(origin).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Error('The empty site did not start.');
}

/** Builds it in a folder of its own with our `node_modules` (about 20 s) and serves it on `port`. */
export async function startEmptySite(port: number): Promise<EmptySite> {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-empty-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  // Hard links, not one symbolic link: the bundler refuses what lies outside its root.
  cpSync(resolve('package-lock.json'), join(folder, 'package-lock.json'));
  linkTree(folder);
  const next = join(folder, 'node_modules/next/dist/bin/next');
  const built = spawnSync(process.execPath, [next, 'build'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (built.status !== 0) throw new Error(`The empty site does not build:\n${built.stdout}${built.stderr}`);
  const child = spawn(process.execPath, [next, 'start', '--port', String(port), '--hostname', '127.0.0.1'], {
    cwd: folder,
    stdio: 'ignore',
  });
  const origin = `http://127.0.0.1:${port}`;
  await untilItAnswers(origin, child);
  const stop = () => {
    child.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
  return { origin, pid: child.pid ?? 0, stop };
}

/** `cp --link` costs no space; across file systems a symbolic link has to do. */
function linkTree(folder: string) {
  const linked = spawnSync('cp', ['--recursive', '--link', resolve('node_modules'), folder], { stdio: 'ignore' });
  if (linked.status === 0) return;
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
}
