import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '@/platform/trouble';
import { fill, migrateOnly, onDatabase, reset } from './data';
import { dispatch } from './dispatch';
import { serveUntilStopped } from './serving';

const verbs: Record<string, (words: string[]) => Promise<number>> = {
  start: (words) => serveUntilStopped('start', words),
  dev: (words) => serveUntilStopped('dev', words),
  reset,
  seed: fill,
  staff: (words) => onDatabase(join('src', 'domains', 'accounts', 'staff.ts'), words),
  recount: (words) => onDatabase(join('src', 'domains', 'engagement', 'recount.ts'), words),
  migrate: migrateOnly,
  check: (words) => dispatch('src/testing/check.ts', words),
  test: (words) => dispatch('src/testing/all.ts', words),
  bench: (words) => dispatch('e2e/bench/main.ts', words),
};

/** Runs one verb of `npm run` and ends the process with its exit code. */
export async function run([verb = 'start', ...words]: string[]): Promise<void> {
  // A closed terminal must not end us before we have ended the rest.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  try {
    // What is set already counts more than what the file says.
    if (existsSync('.env')) process.loadEnvFile('.env');
    const chosen = verbs[verb];
    if (!chosen) throw new Trouble(`There is no "${verb}": choose one of ${Object.keys(verbs).join(', ')}.`);
    process.exitCode = await chosen(words);
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(
      `${error instanceof Trouble ? error.message : error instanceof Error ? error.stack : error}\n`,
    );
  }
  process.exit();
}
