import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Running, runToEnd } from './children';
import { takeLock } from './lock';
import { beginningOf } from './processes';
import { type Say, step } from './words';

/**
 * Finished builds, one folder each, named by what they were made from and never changed: a copy that runs keeps its own while a newer one is made beside.
 * Under `cache`, which Next leaves alone when it empties `.next`.
 */
const shelf = join('.next', 'cache', 'sites');
const inputs = ['src', 'public', 'next.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];
/** Not part of what visitors get: a change there needs no build. */
const outside =
  /\.test\.tsx?$|^src\/(testing|platform\/supervisor|platform\/twins)\/|^public\/screenshot\.png$|README\.md$/;

/**
 * The folder of a build of the present sources (its `server.js` serves), made when there is none. Two that want to build take turns.
 * @param register receives the running build, so that it can be ended early
 * @throws Trouble when the build fails
 */
export async function ensureBuild(
  say: Say,
  log: (text: string) => void,
  register: (running: Running) => void,
): Promise<string> {
  const folder = join(shelf, fingerprint());
  if (existsSync(join(folder, 'server.js'))) return inUse(folder);
  mkdirSync(shelf, { recursive: true });
  const release = await takeTurn(join(shelf, 'building.json'), say);
  try {
    if (!existsSync(join(folder, 'server.js'))) {
      await step(say, 'Building the site', () => build(folder, log, register));
    }
    tidy(folder);
    return inUse(folder);
  } finally {
    release();
  }
}

async function takeTurn(path: string, say: Say): Promise<() => void> {
  for (let said = false; ; said = true) {
    const taken = takeLock(path);
    if (typeof taken === 'function') return taken;
    if (!said) say(`Waiting for a build that process ${taken.pid} has begun …`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function build(folder: string, log: (text: string) => void, register: (running: Running) => void) {
  await runToEnd(
    {
      title: 'The build',
      words: [join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'],
      // None of the owner's variables: a build is the same for everybody.
      variables: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      onOutput: log,
    },
    register,
  );
  const made = join('.next', 'standalone');
  cpSync(join('.next', 'static'), join(made, '.next', 'static'), { recursive: true });
  if (existsSync('public')) cpSync('public', join(made, 'public'), { recursive: true });
  // Next copies the owner's .env into its output: a variable taken out of it later would live on there.
  for (const name of readdirSync(made)) if (name.startsWith('.env')) rmSync(join(made, name));
  rmSync(folder, { recursive: true, force: true });
  renameSync(made, folder);
}

/** A hash over every file the site is made from. */
function fingerprint(): string {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const path of inputs.flatMap(filesUnder).filter((path) => !outside.test(path))) {
    hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  if (path.includes('.')) return [path];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const userPrefix = 'user-';

/** Leaves a note that this process serves from the folder, so that no other tidies it away. */
function inUse(folder: string): string {
  writeFileSync(join(folder, `${userPrefix}${process.pid}`), beginningOf(process.pid) ?? '');
  return folder;
}

/** Removes older builds that nobody serves from any more. */
function tidy(current: string) {
  for (const entry of readdirSync(shelf, { withFileTypes: true })) {
    const folder = join(shelf, entry.name);
    if (!entry.isDirectory() || folder === current) continue;
    const users = readdirSync(folder).filter((name) => name.startsWith(userPrefix));
    const isUsed = users.some(
      (name) => beginningOf(Number(name.slice(userPrefix.length))) === readFileSync(join(folder, name), 'utf8'),
    );
    if (!isUsed) rmSync(folder, { recursive: true, force: true });
  }
}
