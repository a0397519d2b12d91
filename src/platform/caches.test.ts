import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { isOwnCall } from './caches';
import { env } from './env';

const now = 1_800_000_000_000;
const headersAt = (at: number | string, secret = env.AUTH_SECRET) =>
  new Headers({
    'x-vitrine-at': String(at),
    'x-vitrine-signature': createHmac('sha256', secret).update(`expire caches\0${at}`).digest('hex'),
  });

test('only a call signed with our secret within a minute makes the site forget its pages', () => {
  expect(isOwnCall(headersAt(now), now)).toBe(true);
  expect(isOwnCall(headersAt(now), now + 61_000)).toBe(false);
  expect(isOwnCall(headersAt(now), now - 61_000)).toBe(false);
  expect(isOwnCall(headersAt(now, 'y'.repeat(32)), now)).toBe(false);
  expect(isOwnCall(headersAt('soon'), now)).toBe(false);
  expect(isOwnCall(new Headers(), now)).toBe(false);
  const moved = headersAt(now);
  moved.set('x-vitrine-at', String(now + 1));
  expect(isOwnCall(moved, now)).toBe(false);
});
