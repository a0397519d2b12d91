import type { Sql } from 'postgres';

const dayMs = 86_400_000;
const keptDays = 3;

/** Forgets runs that ended days ago, and event ids and sends that nobody can repeat any more. */
export async function forgetOld(sql: Sql, now: Date) {
  const dayAgo = new Date(now.getTime() - dayMs);
  await sql`delete from runner.runs where ended_at < ${new Date(now.getTime() - keptDays * dayMs)}`;
  await sql`delete from runner.starts where at < ${dayAgo}`;
  await sql`delete from runner.sends where at < ${dayAgo}`;
}
