import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { members } from '@/domains/accounts/tables';
import { db } from '@/platform/db/client';
import { seedings } from '@/platform/db/tables';

/** Whether there is something to do: `begun` also when a killed run has to be finished. */
export type Standing = 'begun' | 'finished' | 'occupied';

/** Writes down that a seeding begins, in a database without members. What people have made is never mixed with a demo: then `occupied`. */
export function beginSeeding(name: string, now: Date): Promise<Standing> {
  return db.transaction(async (tx) => {
    // Two starters at once: the second waits here and then finds the row of the first.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`seeding ${name}`}))`);
    const [found] = await tx.select().from(seedings).where(eq(seedings.name, name));
    if (found) return found.finishedAt ? 'finished' : 'begun';
    const [somebody] = await tx.select({ id: members.id }).from(members).limit(1);
    if (somebody) return 'occupied';
    await tx.insert(seedings).values({ name, begunAt: now });
    return 'begun';
  });
}

/** From now on this seeding is never done again, whatever people change or delete. */
export async function finishSeeding(name: string, now: Date): Promise<void> {
  await db.update(seedings).set({ finishedAt: now }).where(eq(seedings.name, name));
}
