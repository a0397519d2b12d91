import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Refusal } from '@/kernel/refusal';
import { losers, race, winners } from '@/testing/race';
import { type Ceiling, forgetOldUses, forgetUses, spend } from './ceilings';

const aCeiling = (given: Partial<Ceiling> = {}): Ceiling => ({
  kind: 'test',
  key: randomUUID(),
  max: 3,
  windowSeconds: 60,
  ...given,
});
const start = new Date('2026-01-01T00:00:00Z');
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const times = async (n: number, ceiling: Ceiling, now = start) => {
  for (let use = 0; use < n; use++) await spend([ceiling], now);
};

describe('a ceiling', () => {
  test('lets exactly as many pass as it says, however many come at once', async () => {
    const ceiling = aCeiling({ max: 15 });
    const outcomes = await race(60, () => spend([ceiling], start));
    expect(winners(outcomes)).toHaveLength(15);
    for (const lost of losers(outcomes)) expect(lost).toBeInstanceOf(Refusal);
  });

  test('slides: no window of its length ever holds more, at no border', async () => {
    const ceiling = aCeiling();
    await spend([ceiling], at(0));
    await times(2, ceiling, at(59));
    await expect(spend([ceiling], at(59.9))).rejects.toThrow(Refusal);
    await spend([ceiling], at(60));
    await expect(spend([ceiling], at(61))).rejects.toThrow(Refusal);
  });

  test('says when the next use is free', async () => {
    const ceiling = aCeiling({ max: 1 });
    await spend([ceiling], at(0));
    await expect(spend([ceiling], at(20))).rejects.toMatchObject({
      code: 'site.limited',
      details: { retryAfterSeconds: 40 },
    });
  });

  test('refused beside others counts under none of them', async () => {
    const [wide, narrow] = [aCeiling({ kind: 'a', max: 2 }), aCeiling({ kind: 'b', max: 1 })];
    await spend([wide, narrow], start);
    await expect(spend([wide, narrow], start)).rejects.toThrow(Refusal);
    await spend([wide], start);
    await expect(spend([wide], start)).rejects.toThrow(Refusal);
  });

  test('starts anew when its uses are given back, and keeps nothing that is over', async () => {
    const ceiling = aCeiling({ max: 1 });
    await spend([ceiling], start);
    await forgetUses(ceiling);
    await spend([ceiling], start);
    await forgetOldUses(at(59));
    await expect(spend([ceiling], start)).rejects.toThrow(Refusal);
    await forgetOldUses(at(61));
    await spend([ceiling], start);
  });
});
