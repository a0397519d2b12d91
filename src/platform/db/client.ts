import 'server-only';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { env } from '@/platform/env';
import { log } from '@/platform/log';

/** One pool a process, also across hot reloads and across Next's separate bundles of the same module. */
const shared = globalThis as typeof globalThis & { vitrinePool?: pg.Pool };

/** A statement that waits longer is refused by the server: nothing may hang. Poolers refuse such start-up parameters; there the role carries them. */
const timeouts = { statement_timeout: 5_000, idle_in_transaction_session_timeout: 10_000 };

function open(): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env.DATABASE_URL,
    max: env.DATABASE_POOL_MAX,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 5_000,
    application_name: 'vitrine',
    ...(env.DATABASE_TRANSACTION_POOLER ? {} : timeouts),
  });
  // A connection that breaks is replaced by the pool, and whoever was using it hears of it from the query. Unheard, either event would end the process.
  pool.on('connect', (client) => client.on('error', (error) => log.warn('db.connection-lost', { error })));
  pool.on('error', () => {});
  return pool;
}

function connect() {
  shared.vitrinePool ??= open();
  return drizzle(shared.vitrinePool, { casing: 'snake_case' });
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
  const pool = shared.vitrinePool;
  shared.vitrinePool = undefined;
  database = undefined;
  await pool?.end();
}
