import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { Trouble } from '@/platform/trouble';

/** Any fixed number: who migrates the same database holds it, so two starters take turns. */
const turn = 8_482_031;
const extensions = ['pg_trgm', 'unaccent', 'pgcrypto', 'citext'];

/**
 * Brings the database to the schema of this version: extensions, then every migration not yet applied, all in one transaction.
 * @param migrationsFolder where the numbered .sql files and their journal are.
 * @returns how many migrations were applied.
 * @throws Trouble when the database was written by a newer version, or does not allow what is needed.
 */
export async function migrate(url: string, migrationsFolder: string): Promise<number> {
  // One connection, without a pooler's tricks: the lock below belongs to the session.
  const sql = postgres(url, { max: 1, onnotice: () => {}, prepare: false, connect_timeout: 10 });
  try {
    await sql`select pg_advisory_lock(${turn})`;
    for (const extension of extensions) await addExtension(sql, extension);
    const known = readMigrationFiles({ migrationsFolder }).map((migration) => migration.hash);
    const applied = await appliedMigrations(sql);
    if (applied.some((hash) => !known.includes(hash))) {
      throw new Trouble(
        'The database was written by a newer Vitrine than this one: start that version, or restore a backup made before it.',
      );
    }
    await runMigrations(drizzle(sql), { migrationsFolder });
    return known.length - applied.length;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function addExtension(sql: postgres.Sql, name: string) {
  await sql.unsafe(`create extension if not exists ${name}`).catch((error: Error) => {
    throw new Trouble(`The database needs the extension ${name} and does not let us add it: ${error.message}.`);
  });
}

async function appliedMigrations(sql: postgres.Sql): Promise<string[]> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table?.name) return [];
  const rows = await sql<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations`;
  return rows.map((row) => row.hash);
}
