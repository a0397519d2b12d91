import 'server-only';
import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { refuse } from '@/kernel/refusal';
import { type Ceiling, spend } from '@/platform/db/ceilings';
import { db, type Tx } from '@/platform/db/client';
import { hashOfToken } from '@/platform/session';
import { isCodeOf } from '../codes';
import { codeMinutes, guessesPerCode } from '../rules';
import { codeRequests } from '../tables';

/** A wish whose code was given right, and which may now come true, once: see {@link fulfil}. */
export type ProvenRequest = typeof codeRequests.$inferSelect;

/** A guess: fifteen a day for an e-mail, fifty an hour for a network; half of that where the code was asked for without a proof of work. */
function guessCeilings({ email, isProven }: ProvenRequest, network: string): Ceiling[] {
  const most = (max: number) => Math.floor(isProven ? max : max / 2);
  return [
    { kind: 'guess-email', key: email.toLowerCase(), max: most(15), windowSeconds: 86_400 },
    { kind: 'guess-network', key: network, max: most(50), windowSeconds: 3_600 },
  ];
}

/**
 * Takes one guess at the newest code of this browser's wish. It is counted before it is looked at, in rows that hold however many come at once, so that
 * no more guesses are ever looked at than the ceilings say. They never touch sign-in by password.
 * @param token what this browser holds of its wish; `code` six digits; `network` where the guess comes from
 * @throws Refusal `accounts.request-over` no such wish (any more) · `accounts.code-used` · `accounts.code-over` older than five minutes ·
 * `accounts.code-spent` five guesses taken · `accounts.code-wrong` · `site.limited`
 */
export async function takeGuess(
  token: string | null,
  code: string,
  network: string,
  now = new Date(),
): Promise<ProvenRequest> {
  const request = token === null ? undefined : await find(token, now);
  if (!request) refuse('gone', 'accounts.request-over', 'There is nothing to confirm any more; begin again.');
  refuseUnguessable(request, now);
  // The code's own five first: what comes beyond them is not looked at, and must not use up the day's guesses of the person.
  if (!(await count(request, now))) {
    refuseUnguessable((await find(token as string, now)) ?? request, now);
    refuse('gone', 'accounts.code-over', 'There is a newer code.');
  }
  await spend(guessCeilings(request, network), now);
  if (!isCodeOf(request, code)) {
    const fields = { code: 'accounts.code-wrong' };
    refuse('invalid', 'accounts.code-wrong', 'That is not the code.', { fields });
  }
  return request;
}

/**
 * Uses the code up, in the transaction of what it was for: of two who come with the right one, one goes through.
 * @throws Refusal `accounts.code-used`
 */
export async function fulfil(tx: Tx, { id, sequence }: ProvenRequest, now: Date): Promise<void> {
  const [fulfilled] = await tx
    .update(codeRequests)
    .set({ usedAt: now })
    .where(and(eq(codeRequests.id, id), eq(codeRequests.sequence, sequence), isNull(codeRequests.usedAt)))
    .returning({ id: codeRequests.id });
  if (!fulfilled) refuse('gone', 'accounts.code-used', 'This code has been used.');
}

async function find(token: string, now: Date): Promise<ProvenRequest | undefined> {
  const [request] = await db
    .select()
    .from(codeRequests)
    .where(and(eq(codeRequests.tokenHash, hashOfToken(token)), gt(codeRequests.expiresAt, now)));
  return request;
}

const codeOverAt = (now: Date) => new Date(now.getTime() - codeMinutes * 60_000);

function refuseUnguessable({ usedAt, codeAskedAt, guesses }: ProvenRequest, now: Date): void {
  if (usedAt !== null) refuse('gone', 'accounts.code-used', 'This code has been used.');
  if (codeAskedAt <= codeOverAt(now)) refuse('gone', 'accounts.code-over', 'This code is too old.');
  if (guesses >= guessesPerCode) refuse('gone', 'accounts.code-spent', 'Too many wrong codes; ask for a new one.');
}

async function count({ id, sequence }: ProvenRequest, now: Date): Promise<boolean> {
  const counted = await db
    .update(codeRequests)
    .set({ guesses: sql`${codeRequests.guesses} + 1` })
    .where(
      and(
        eq(codeRequests.id, id),
        eq(codeRequests.sequence, sequence),
        isNull(codeRequests.usedAt),
        lt(codeRequests.guesses, guessesPerCode),
        gt(codeRequests.codeAskedAt, codeOverAt(now)),
      ),
    )
    .returning({ id: codeRequests.id });
  return counted.length > 0;
}
