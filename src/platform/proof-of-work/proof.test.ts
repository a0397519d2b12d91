import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { Refusal } from '@/kernel/refusal';
import { db } from '@/platform/db/client';
import { losers, race, winners } from '@/testing/race';
import { forgetOldProofs, isProven, issueChallenge } from './proof';
import { spentProofs } from './tables';

/** Works as a browser does, with the browser's own way of deriving keys. */
async function aProof(now = new Date()) {
  const challenge = await issueChallenge(now);
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) throw new Error('the challenge was not solved');
  return { challenge, solution };
}
const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000);
const refusal = expect.objectContaining({ code: 'accounts.proof', kind: 'invalid' });

describe('a proof of work', () => {
  test('counts once', async () => {
    const proof = JSON.stringify(await aProof());
    expect(await isProven(proof)).toBe(true);
    await expect(isProven(proof)).rejects.toEqual(refusal);
  });

  test('counts for exactly one of many who bring the same', async () => {
    const proof = JSON.stringify(await aProof());
    const outcomes = await race(20, () => isProven(proof));
    expect(winners(outcomes)).toEqual([true]);
    for (const lost of losers(outcomes)) expect(lost).toEqual(refusal);
  });

  test('is not needed: who brings none has not proven anything', async () => {
    expect(await isProven(undefined)).toBe(false);
    expect(await isProven('')).toBe(false);
  });

  test('is over ten minutes after its challenge was made', async () => {
    const proof = JSON.stringify(await aProof());
    await expect(isProven(proof, minutesFromNow(10))).rejects.toEqual(refusal);
    expect(await isProven(proof, minutesFromNow(9.9))).toBe(true);
  });

  test('does not live longer because its end was written anew', async () => {
    const { challenge, solution } = await aProof();
    const expiresAt = Math.floor(minutesFromNow(60).getTime() / 1000);
    const changed = { ...challenge, parameters: { ...challenge.parameters, expiresAt } };
    await expect(isProven(JSON.stringify({ challenge: changed, solution }))).rejects.toEqual(refusal);
  });

  test('is not found without the work', async () => {
    const { challenge } = await aProof();
    const { keyPrefix } = challenge.parameters;
    for (const derivedKey of [keyPrefix + keyPrefix, keyPrefix.padEnd(64, '0'), (await aProof()).solution.derivedKey])
      await expect(isProven(JSON.stringify({ challenge, solution: { counter: 1, derivedKey } }))).rejects.toEqual(
        refusal,
      );
  });

  test('needs a challenge of ours', async () => {
    const { challenge, solution } = await aProof();
    for (const forged of [
      { ...challenge, signature: '0'.repeat(64) },
      { parameters: challenge.parameters },
      { ...challenge, parameters: { ...challenge.parameters, nonce: '0'.repeat(32) } },
      { ...challenge, parameters: { ...challenge.parameters, keySignature: undefined } },
      { ...challenge, parameters: { ...challenge.parameters, cost: 1 } },
    ])
      await expect(isProven(JSON.stringify({ challenge: forged, solution }))).rejects.toEqual(refusal);
  });

  test.each([
    ['junk', 'not a proof'],
    ['a megabyte', 'x'.repeat(1_000_000)],
    ['a deep nest', '['.repeat(900)],
    ['null', 'null'],
    ['a list', '[]'],
    ['no challenge', '{"solution":{}}'],
    ['a prototype', '{"__proto__":{"challenge":{}},"challenge":{"__proto__":{}},"solution":{}}'],
    ['a proof as a word', '"{}"'],
  ])('is refused clearly when it is %s', async (_, given) => {
    await expect(isProven(given)).rejects.toEqual(refusal);
    await expect(isProven(given)).rejects.toBeInstanceOf(Refusal);
  });

  test('is forgotten once it is over, not before', async () => {
    const { challenge, solution } = await aProof();
    await isProven(JSON.stringify({ challenge, solution }));
    const isKept = async () =>
      (await db.select().from(spentProofs).where(eq(spentProofs.id, challenge.parameters.nonce))).length === 1;
    await forgetOldProofs(minutesFromNow(9));
    expect(await isKept()).toBe(true);
    await forgetOldProofs(minutesFromNow(11));
    expect(await isKept()).toBe(false);
  });
});
