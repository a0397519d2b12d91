import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aReference, aToken, referencePattern } from './ids';
import { Refusal, refuse } from './refusal';
import { slugOf } from './slug';

test('references are 10 characters that can be read aloud, and differ', () => {
  const many = Array.from({ length: 1_000 }, aReference);
  for (const reference of many) expect(reference).toMatch(referencePattern);
  expect(new Set(many).size).toBe(1_000);
});

test('tokens carry 128 bits', () => {
  expect(Buffer.from(aToken(), 'base64url')).toHaveLength(16);
});

test.each([
  ['Evening at the Harbour', 'evening-at-the-harbour'],
  ['  “Blue” — no. 3!  ', 'blue-no-3'],
  ['雨后的街道', '雨后的街道'],
  ['¡…!', 'untitled'],
])('the slug of %j is %s', (words, slug) => expect(slugOf(words)).toBe(slug));

test('every slug is a path of 1 to 60 characters that stays itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (words) => {
      const slug = slugOf(words);
      expect([...slug].length).toBeGreaterThan(0);
      expect([...slug].length).toBeLessThanOrEqual(60);
      expect(slug).toMatch(/^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u);
    }),
  );
});

test('a refusal carries the status of its kind', () => {
  expect(() => refuse('limited', 'site.limited', 'Wait.', { retryAfterSeconds: 5 })).toThrowError(Refusal);
  expect(new Refusal('conflict', 'a.b', 'c').status).toBe(409);
});
