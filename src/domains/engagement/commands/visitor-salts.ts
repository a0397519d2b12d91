import 'server-only';
import { randomBytes } from 'node:crypto';
import { lt, sql } from 'drizzle-orm';
import { db } from '@/platform/db/client';
import { dayBefore } from '../rules';
import { visitorSalts } from '../tables';

/** Today's, so that a visit costs no statement for it. Yesterday's goes when today's comes. */
let known: { day: string; salt: Promise<string> } | undefined;

/** The salt of a UTC day, the same for every process; made by the first one that asks. */
export function saltOf(day: string): Promise<string> {
  if (known?.day === day) return known.salt;
  const asked = { day, salt: findOrMakeSalt(day) };
  known = asked;
  asked.salt.catch(() => {
    if (known === asked) known = undefined;
  });
  return asked.salt;
}

async function findOrMakeSalt(day: string): Promise<string> {
  const [row] = await db
    .insert(visitorSalts)
    .values({ day, salt: randomBytes(32).toString('base64url') })
    // Changes nothing, and so gives back the row that was there: "do nothing" would give none.
    .onConflictDoUpdate({ target: visitorSalts.day, set: { salt: sql`${visitorSalts.salt}` } })
    .returning({ salt: visitorSalts.salt });
  if (!row) throw new Error('a salt was neither found nor made');
  return row.salt;
}

/** Drops the salts of days before yesterday: the oldest one left began less than 48 hours ago. */
export async function forgetSalts(now = new Date()): Promise<void> {
  await db.delete(visitorSalts).where(lt(visitorSalts.day, dayBefore(now, 1)));
}
