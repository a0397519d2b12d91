import 'server-only';
import { and, asc, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { db } from '@/platform/db/client';
import { log } from '@/platform/log';
import { outbox } from '@/platform/outbox/tables';

const batchSize = 100;
const claimSeconds = 60;
const keptDays = 7;

type Fact = Pick<typeof outbox.$inferSelect, 'id' | 'name' | 'data' | 'createdAt' | 'attempts'>;

/**
 * Sends every fact that waits, oldest first, and marks it sent. Safe to run many times at once: each row is claimed by one drain, in a statement
 * of its own that is committed before the network is touched. A drain that dies leaves its rows to whoever comes after `claimSeconds`; Inngest
 * knows an event again by its id for a day, so a fact sent twice starts its listeners once.
 * @returns how many facts Inngest took. @throws when the database is down; an Inngest that refuses or is unreachable is logged instead.
 */
export async function drain(now = new Date()): Promise<number> {
  let sent = 0;
  for (;;) {
    const claimed = await claim(now);
    const taken = await send(claimed);
    if (taken.length > 0) await db.update(outbox).set({ sentAt: now }).where(inArray(outbox.id, taken));
    sent += taken.length;
    // Fewer than asked for: nothing is left. Fewer taken than claimed: Inngest is in trouble, and a loop would only hammer it.
    if (claimed.length < batchSize || taken.length < claimed.length) return sent;
  }
}

let running: Promise<void> | undefined;
let askedAgain = false;

/** Starts a drain, one at a time in this process: a burst of commits shares the next one. Never rejects. */
export function drainSoon(): Promise<void> {
  askedAgain = true;
  running ??= drainWhileAsked();
  return running;
}

async function drainWhileAsked() {
  while (askedAgain) {
    askedAgain = false;
    await drain().catch((error: unknown) => log.warn('outbox.drain-failed', { error }));
  }
  // In the same breath as the last look at the wish, or a commit between the two would wait for the clock.
  running = undefined;
}

/** Deletes facts that were sent more than a week ago. @returns how many. */
export async function forgetSent(now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - keptDays * 86_400_000);
  const gone = await db
    .delete(outbox)
    .where(and(isNotNull(outbox.sentAt), lt(outbox.sentAt, before)))
    .returning({ id: outbox.id });
  return gone.length;
}

async function claim(now: Date): Promise<Fact[]> {
  const free = or(isNull(outbox.claimedUntil), lt(outbox.claimedUntil, now));
  const next = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isNull(outbox.sentAt), free))
    .orderBy(asc(outbox.id))
    .limit(batchSize)
    .for('update', { skipLocked: true });
  const claimed = await db
    .update(outbox)
    .set({
      claimedUntil: new Date(now.getTime() + claimSeconds * 1000),
      attempts: sql`${outbox.attempts} + 1`,
    })
    .where(inArray(outbox.id, next))
    .returning({
      id: outbox.id,
      name: outbox.name,
      data: outbox.data,
      createdAt: outbox.createdAt,
      attempts: outbox.attempts,
    });
  return claimed.sort((a, b) => a.id - b.id);
}

/**
 * Facts on their first try travel together; those that failed before go one by one, so that a single fact Inngest does not take (too large, say)
 * holds up nobody else.
 */
async function send(facts: Fact[]): Promise<number[]> {
  const fresh = facts.filter((fact) => fact.attempts === 1);
  const batches = [
    ...(fresh.length > 0 ? [fresh] : []),
    ...facts.filter((fact) => fact.attempts > 1).map((fact) => [fact]),
  ];
  const taken: number[] = [];
  for (const batch of batches) {
    const outcome = await sendBatch(batch);
    if (outcome === 'taken') taken.push(...batch.map((fact) => fact.id));
    if (outcome === 'unreachable') break;
  }
  return taken;
}

async function sendBatch(batch: Fact[]): Promise<'taken' | 'refused' | 'unreachable'> {
  // Loaded when first needed: the client is heavy (a quarter of a second, 26 MB), and most processes that import a command send nothing.
  const { inngest } = await import('@/platform/jobs/client');
  try {
    await inngest.send(batch.map(({ id, name, data, createdAt }) => ({ id: eventId(id, createdAt), name, data })));
    return 'taken';
  } catch (error) {
    const isAnswer = error instanceof Error && error.message.startsWith('Inngest API Error');
    log.warn('outbox.not-sent', { facts: batch.length, firstId: batch[0]?.id, isAnswer, error });
    return isAnswer ? 'refused' : 'unreachable';
  }
}

/** The row's id, with the time it was made: a database made anew counts from 1 again, and Inngest would take its facts for old ones. */
function eventId(id: number, createdAt: Date): string {
  return `${id}-${createdAt.getTime().toString(36)}`;
}
