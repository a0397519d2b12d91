import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor, newestPosition, pageOf } from './page';
import { Refusal } from './refusal';

const refused = expect.objectContaining({ name: 'Refusal', kind: 'invalid', code: 'site.cursor' });
const refusalOf = (cursor: string) => {
  try {
    return decodeCursor(newestPosition, cursor);
  } catch (thrown) {
    return thrown;
  }
};

describe('a cursor', () => {
  test('comes back as the position it was made of', () => {
    const at = new Date('2026-02-03T04:05:06.789Z');
    expect(decodeCursor(newestPosition, encodeCursor([at.getTime(), 42]))).toEqual([at, 42]);
  });

  test('is safe in an address', () => {
    fc.assert(
      fc.property(fc.json(), (value) => {
        expect(encodeCursor(value)).toMatch(/^[\w-]*$/);
      }),
    );
  });

  test.each([
    '',
    'x',
    '[]',
    '%00',
    encodeCursor('1'),
    encodeCursor([1]),
    encodeCursor([1, 2, 3]),
    encodeCursor([1.5, 2]),
    encodeCursor([-1, 2]),
    encodeCursor([8.64e15 + 1, 2]),
    encodeCursor([1, 0]),
    encodeCursor(['1', 2]),
    encodeCursor({ at: 1 }),
    encodeCursor([1, 2]).slice(0, -2),
    encodeCursor([1, 'x'.repeat(1000)]),
    '\u0000',
    '9'.repeat(400),
  ])('that was tampered with is refused: %j', (cursor) => {
    expect(refusalOf(cursor)).toEqual(refused);
  });

  test('of any words whatever is a position or a refusal, never another error', () => {
    const holds = fc.property(fc.string({ unit: 'binary' }), (cursor) => {
      const outcome = refusalOf(cursor);
      return Array.isArray(outcome) || (outcome instanceof Refusal && outcome.code === 'site.cursor');
    });
    expect(fc.check(holds).failed).toBe(false);
  });
});

describe('a page', () => {
  const cut = (rows: number[]) =>
    pageOf(
      rows,
      3,
      (row) => row,
      (row) => `#${row}`,
    );
  test('ends where nothing was left over', () => {
    expect(cut([])).toEqual({ items: [], next: null });
    expect(cut([1, 2, 3])).toEqual({ items: ['#1', '#2', '#3'], next: null });
  });
  test('goes on after the last row shown, not after the one that was only looked at', () => {
    expect(cut([1, 2, 3, 4])).toEqual({ items: ['#1', '#2', '#3'], next: encodeCursor(3) });
  });
});
