import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const root = at('../..');

/** What only Next can resolve: a marker module, and the cache that only lives inside its server. */
const alias = [
  { find: /^server-only$/, replacement: at('../../node_modules/server-only/empty.js') },
  { find: /^next\/cache$/, replacement: at('./next-cache.ts') },
  { find: /^@\//, replacement: at('../') },
];

const shared = {
  root,
  environment: 'node',
  pool: 'forks',
  maxWorkers: 2,
  testTimeout: 15_000,
  hookTimeout: 60_000,
} as const;

/**
 * Two projects. `unit`: rules, and everything on a real Postgres; needs no build. `site` (`*.site.test.ts`): whole copies of the built site,
 * one file after the other, since each brings up all its processes.
 */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'drizzle/**/*.test.ts', 'e2e/**/*.test.ts'],
          exclude: ['**/*.site.test.ts', '**/node_modules/**', '.next/**'],
          globalSetup: [at('./database-server.ts')],
          setupFiles: [at('./database.ts')],
        },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'site',
          include: ['src/**/*.site.test.ts', 'e2e/**/*.site.test.ts'],
          exclude: ['**/node_modules/**', '.next/**'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
