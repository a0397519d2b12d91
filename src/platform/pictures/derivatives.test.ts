import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { derivatives, limits, outcomeOf, sizeOf } from './derivatives';

const side = fc.integer({ min: 1, max: limits.side });
const originals = fc.record({ width: side, height: side });

describe('the size of a derivative', () => {
  test('is never larger than the original, nor empty, nor wider than asked', () => {
    fc.assert(
      fc.property(originals, fc.constantFrom(...derivatives), (original, derivative) => {
        const { width, height } = sizeOf(original, derivative);
        expect(width).toBeGreaterThanOrEqual(1);
        expect(height).toBeGreaterThanOrEqual(1);
        expect(width).toBeLessThanOrEqual(Math.min(original.width, derivative.width));
        expect(height).toBeLessThanOrEqual(original.height);
        expect(width * height).toBeLessThanOrEqual(8_010_000);
      }),
    );
  });

  test('fits into every format we write: WebP ends at 16,383 pixels', () => {
    expect(sizeOf({ width: 100, height: 16_384 }, { width: 1600, square: false }).height).toBe(16_383);
  });

  test.each([
    [{ width: 4000, height: 3000 }, 960, false, { width: 960, height: 720 }],
    [{ width: 3000, height: 4000 }, 960, false, { width: 960, height: 1280 }],
    [{ width: 300, height: 200 }, 480, false, { width: 300, height: 200 }],
    [{ width: 300, height: 100 }, 180, true, { width: 100, height: 100 }],
    [{ width: 1600, height: 5000 }, 1600, false, { width: 1600, height: 5000 }],
    [{ width: 1600, height: 16_000 }, 960, false, { width: 894, height: 8944 }],
    [{ width: 16_384, height: 1 }, 480, false, { width: 480, height: 1 }],
  ])('of %o at %i (square: %s) is %o', (original, width, square, expected) => {
    expect(sizeOf(original, { width, square })).toEqual(expected);
  });
});

test('a picture 300 wide has seven files where a large one has eleven: sizes beyond it fall together', () => {
  const outcomes = (width: number) =>
    new Set(derivatives.map((derivative) => outcomeOf({ width, height: width }, derivative))).size;
  expect(outcomes(4000)).toBe(11);
  expect(outcomes(300)).toBe(7);
  expect(outcomes(60)).toBe(5);
});
