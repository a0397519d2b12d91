import 'server-only';
import { sql } from 'drizzle-orm';
import { db } from './client';

/** For `/api/health`. @throws when Postgres does not answer */
export async function probeDatabase(): Promise<void> {
  await db.execute(sql`select 1`);
}
