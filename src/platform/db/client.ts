import 'server-only';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { env } from '@/platform/env';

/** One pool a process, also across hot reloads and across Next's separate bundles of the same module. */
const shared = globalThis as typeof globalThis & { vitrineSql?: postgres.Sql };

function connect() {
  shared.vitrineSql ??= postgres(env.DATABASE_URL, {
    max: env.DATABASE_POOL_MAX,
    prepare: !env.DATABASE_TRANSACTION_POOLER,
    idle_timeout: 60,
    connect_timeout: 5,
    onnotice: () => {},
    // A statement that waits longer than this is refused by the server: nothing may hang.
    connection: { application_name: 'vitrine', statement_timeout: 5_000, idle_in_transaction_session_timeout: 10_000 },
  });
  return drizzle(shared.vitrineSql, { casing: 'snake_case' });
}

type Database = ReturnType<typeof connect>;
let database: Database | undefined;

/** The database, connected on first use. */
export const db = new Proxy({} as Database, {
  get: (_, name) => {
    database ??= connect();
    const value = Reflect.get(database, name);
    return typeof value === 'function' ? value.bind(database) : value;
  },
});

/** A running transaction. A command called from an upper command takes it first. */
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Closes the pool, at shutdown and at the end of a script. */
export async function closeDatabase() {
  await shared.vitrineSql?.end({ timeout: 5 });
  shared.vitrineSql = undefined;
  database = undefined;
}
