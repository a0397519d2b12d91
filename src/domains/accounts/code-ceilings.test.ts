import { beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '@/kernel/refusal';
import { losers, race, winners } from '@/testing/race';
import { checkPassword } from './commands/check-password';
import { type Asking, requestCode } from './commands/request-code';
import { takeGuess } from './commands/take-guess';
import {
  aMember,
  aPerson,
  asking,
  aWord,
  codeFor,
  confirm as confirmNow,
  notThe,
  password,
  wish as wishNow,
} from './factory';
import { hashPassword } from './passwords';

const start = new Date('2026-03-01T12:00:00Z');
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const wish = (person: ReturnType<typeof aPerson>, given?: Partial<Asking>, now = start) => wishNow(person, given, now);
const confirm = (token: string | null, code: string, more: { handle?: string; password?: string } = {}, now = at(10)) =>
  confirmNow(token, code, more, now);
const refusedWith = (code: string) => expect.objectContaining({ code });
const codesOf = (outcomes: PromiseSettledResult<unknown>[]) =>
  losers(outcomes).map((lost) => (lost instanceof Refusal ? lost.code : String(lost)));

let passwordHash: string;
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

describe('ceilings', () => {
  const times = async (n: number, act: (i: number) => Promise<unknown>) => {
    for (let i = 0; i < n; i++) await act(i);
  };

  test.each([
    ['with a proof of work', true, 5, 20],
    ['without one, half as many', false, 2, 10],
  ])('hold codes asked for %s', async (_, isProven, perEmail, perNetwork) => {
    const { email } = aPerson();
    await times(perEmail, (i) => wish({ ...aPerson(), email }, { isProven }, at(i * 61)));
    await expect(wish({ ...aPerson(), email }, { isProven }, at(600))).rejects.toEqual(refusedWith('site.limited'));
    await wish({ ...aPerson(), email }, { isProven }, at(3_601));
    const network = aWord();
    await times(perNetwork, () => wish(aPerson(), { isProven, network }));
    await expect(wish(aPerson(), { isProven, network })).rejects.toEqual(refusedWith('site.limited'));
  });

  test.each([
    ['with a proof of work', true, 15],
    ['without one, half as many', false, 7],
  ])('hold guesses at one e-mail from everywhere %s', async (_, isProven, perDay) => {
    const { email } = aPerson();
    let looked = 0;
    for (let wished = 0; wished < 5; wished++) {
      const now = at(wished * 8_000);
      const token = await wish({ ...aPerson(), email }, { isProven }, now);
      const code = notThe(await codeFor(token));
      for (let guess = 0; guess < 6; guess++) {
        const outcome = await confirm(token, code, {}, now).catch((thrown: Refusal) => thrown.code);
        if (outcome === 'accounts.code-wrong') looked++;
      }
    }
    expect(looked).toBe(perDay);
  });

  test('hold guesses from one network at everybody', async () => {
    const network = aWord();
    const outcomes: string[] = [];
    for (let wished = 0; wished < 12; wished++) {
      const token = await wish(aPerson());
      const code = notThe(await codeFor(token));
      for (let guess = 0; guess < 5; guess++)
        outcomes.push(await takeGuess(token, code, network, at(5)).then(String, (thrown: Refusal) => thrown.code));
    }
    expect(outcomes.filter((code) => code === 'accounts.code-wrong')).toHaveLength(50);
  });

  test('let none of ten thousand guesses through that is beyond them, and the real person signs in all the while', {
    timeout: 120_000,
  }, async () => {
    const email = `${aWord()}@example.test`;
    const member = await aMember({ email, passwordHash });
    let looked = 0;
    for (let wished = 0; wished < 5; wished++) {
      const now = at(wished * 61);
      const token = await requestCode({ purpose: 'reset-password', email }, asking(), now);
      const code = notThe(await codeFor(token));
      for (let burst = 0; burst < 4; burst++) {
        const outcomes = await race(500, () => takeGuess(token, code, aWord(), now));
        looked += codesOf(outcomes).filter((each) => each === 'accounts.code-wrong').length;
        expect(winners(outcomes)).toEqual([]);
      }
    }
    expect(looked).toBe(15);
    expect(await checkPassword({ login: email, password }, { network: '192.0.2.1', devices: null })).toMatchObject({
      id: member.id,
    });
  });
});
