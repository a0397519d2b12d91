import 'server-only';
import { randomInt } from 'node:crypto';
import { type Challenge, createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { lt } from 'drizzle-orm';
import { z } from 'zod';
import { refuse } from '@/kernel/refusal';
import { db } from '@/platform/db/client';
import { keyedHash } from '@/platform/keyed-hash';
import { spentProofs } from './tables';

/** A challenge is good for this long. */
const minutes = 10;

/**
 * The work: PBKDF2-SHA-256 of `cost` rounds for each number from 0 to one drawn from `turns`. A turn takes 0.28 ms in Chromium on a server's core, so
 * a proof takes 85 to 170 ms there, and 350 to 700 ms on a phone four times slower. The number is drawn by us: nobody waits longer by bad luck, and
 * what we check is one HMAC. Making a challenge costs us one turn.
 */
const cost = 2_000;
const turns = { from: 300, to: 600 };

/** Longer than any proof of ours (about 500 characters): refused before it is read. */
const longestProof = 1_000;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const proofForm = z.strictObject({
  challenge: z.strictObject({
    parameters: z.strictObject({
      algorithm: z.literal('PBKDF2/SHA-256'),
      cost: z.literal(cost),
      expiresAt: z.int().positive(),
      keyLength: z.literal(32),
      keyPrefix: hex(16),
      keySignature: hex(32),
      nonce: hex(16),
      salt: hex(16),
    }),
    signature: hex(32),
  }),
  solution: z.strictObject({
    counter: z.int().min(0).max(turns.to),
    derivedKey: hex(32),
    time: z.number().optional(),
  }),
});

/** Signs challenges, and the answers that are looked for; nobody else has them. */
const secrets = () => ({
  hmacSignatureSecret: keyedHash('proof', 'challenge').toString('hex'),
  hmacKeySignatureSecret: keyedHash('proof', 'answer').toString('hex'),
});

/** A new challenge for a browser. Nothing is kept of it: its signature says that it is ours and until when. */
export function issueChallenge(now = new Date()): Promise<Challenge> {
  return createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost,
    counter: randomInt(turns.from, turns.to),
    deriveKey,
    expiresAt: new Date(now.getTime() + minutes * 60_000),
    ...secrets(),
  });
}

/**
 * Did the browser work for this request? Each proof counts once: the database decides who of several was first.
 * @param given the JSON of `{ challenge, solution }`; undefined or empty when the browser could not work
 * @returns true for a good proof, which is spent by this call; false for none
 * @throws Refusal `accounts.proof` for one that is wrong, forged, over, or was spent before
 */
export async function isProven(given: string | undefined, now = new Date()): Promise<boolean> {
  if (!given) return false;
  const proof = read(given);
  const expiresAt = new Date((proof?.challenge.parameters.expiresAt ?? 0) * 1000);
  if (!proof || expiresAt <= now) return refuseProof();
  const { verified } = await verifySolution({ ...proof, deriveKey, ...secrets() });
  if (!verified) return refuseProof();
  const spent = await db
    .insert(spentProofs)
    .values({ id: proof.challenge.parameters.nonce, expiresAt })
    .onConflictDoNothing()
    .returning({ id: spentProofs.id });
  return spent.length > 0 || refuseProof();
}

/** Removes the memory of proofs whose challenges are over: they would be refused anyway. */
export async function forgetOldProofs(now: Date): Promise<void> {
  await db.delete(spentProofs).where(lt(spentProofs.expiresAt, now));
}

function read(given: string) {
  if (given.length > longestProof) return null;
  try {
    return proofForm.safeParse(JSON.parse(given)).data ?? null;
  } catch {
    return null;
  }
}

const refuseProof = () => refuse('invalid', 'accounts.proof', 'The proof of work is wrong, over, or was used before.');
