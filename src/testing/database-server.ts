import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrate } from '@/platform/db/migrate';
import { startPostgres } from '@/platform/twins/postgres/server';
import { freePort } from './ports';

declare module 'vitest' {
  interface ProvidedContext {
    /** The administrator's address of the run's Postgres. */
    adminUrl: string;
  }
}

/** Once per run: a Postgres of its own in a temporary folder, with a migrated database to clone from. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-test-'));
  chmodSync(folder, 0o755);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const server = await startPostgres({
    dataDir: join(folder, 'postgres'),
    port: await freePort(),
    password: 'vitrine',
    durable: false,
    settings: { max_connections: '300', shared_buffers: '64MB' },
  });
  await migrate(server.url, 'drizzle/migrations');
  const admin = postgres(server.adminUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe('alter database vitrine with is_template true allow_connections false');
  await admin.end();
  project.provide('adminUrl', server.adminUrl);
  return async () => {
    await server.stop();
    remove();
  };
}
