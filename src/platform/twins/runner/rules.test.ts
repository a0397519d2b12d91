import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextAfter, readCron } from './cron';
import { readCondition, readPath } from './expression';
import { canonicalJson, hashedKey, isSignedBy, sign } from './signature';
import { backoffEnd, retryAfter, sleepEnd } from './timing';
import { ulid } from './ulid';

const now = new Date('2026-03-01T10:20:30.400Z');

describe('a schedule', () => {
  it.each([
    ['* * * * *', '2026-03-01T10:21:00Z'],
    ['*/15 * * * *', '2026-03-01T10:30:00Z'],
    ['5/20 * * * *', '2026-03-01T10:25:00Z'],
    ['20 10 * * *', '2026-03-02T10:20:00Z'],
    ['0 3 * * *', '2026-03-02T03:00:00Z'],
    ['0 0 1,15 * *', '2026-03-15T00:00:00Z'],
    ['30 9-17 * * 1-5', '2026-03-02T09:30:00Z'],
    ['0 0 * * 7', '2026-03-08T00:00:00Z'],
    ['0 0 13 * 5', '2026-03-06T00:00:00Z'],
    ['0 0 29 2 *', '2028-02-29T00:00:00Z'],
  ])('%s comes next at %s', (text, next) => {
    const schedule = readCron(text);
    expect(schedule && nextAfter(schedule, now)).toEqual(new Date(next));
  });

  it.each([
    '',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '0 24 * * *',
    '0 0 0 * *',
    '0 0 30 2 *',
    '5-1 * * * *',
    '*/0 * * * *',
    'MON * * * *',
    '@daily',
    'TZ=UTC 0 0 * * *',
  ])('is not read from "%s"', (text) => {
    expect(readCron(text)).toBeNull();
  });
});

describe('an expression', () => {
  const scope = { event: { data: { id: 'app-mail', count: 3, nothing: null } } };

  it.each([
    ["event.data.id == 'app-mail'", true],
    ['event.data.id == "app-mail"', true],
    ['event.data.count == 3', true],
    ['event.data.count == 4', false],
    ['event.data.nothing == null', true],
    ['event.data.missing.deeper == null', true],
    ["event.data.id == 'other'", false],
  ])('%s is %s', (text, holds) => {
    expect(readCondition(text)?.(scope)).toBe(holds);
  });

  it.each([
    '',
    'true',
    'event.data.id',
    "event.data.id != 'a'",
    "event.data.a == 'x' && event.data.b == 'y'",
    "async.data.id == 'x'",
  ])('is not read from "%s"', (text) => {
    expect(readCondition(text)).toBeNull();
  });

  it('reads a path, and nothing that every object inherits', () => {
    expect(readPath('event.data.count')?.(scope)).toBe(3);
    expect(readPath('event.data.constructor')?.(scope)).toBeNull();
    expect(readPath('event.data[0]')).toBeNull();
  });
});

describe('a pause', () => {
  it.each([
    ['2s', '2026-03-01T10:20:32.400Z'],
    ['1h30m', '2026-03-01T11:50:30.400Z'],
    ['1w2d', '2026-03-10T10:20:30.400Z'],
    ['2026-03-05T00:00:00.000Z', '2026-03-05T00:00:00.000Z'],
  ])('of %s ends at %s', (name, end) => {
    expect(sleepEnd(name, now)).toEqual(new Date(end));
  });

  it('that cannot be read has no end', () => {
    expect(sleepEnd('a while', now)).toBeNull();
  });

  it.each([
    ['7', '2026-03-01T10:20:37.400Z'],
    ['2026-03-05T00:00:00.000Z', '2026-03-05T00:00:00.000Z'],
  ])('asked for as %s ends at %s', (header, end) => {
    expect(retryAfter(header, now)).toEqual(new Date(end));
  });

  it('between attempts grows from fifteen seconds to two hours and stays there', () => {
    const waits = Array.from(
      { length: 20 },
      (_, attempt) => (backoffEnd(attempt, now, 1).getTime() - now.getTime()) / 1000,
    );
    expect(waits[0]).toBeGreaterThanOrEqual(15);
    expect(waits[0]).toBeLessThanOrEqual(45);
    expect(waits[9]).toBeGreaterThanOrEqual(7_200);
    expect(waits[19]).toBeLessThanOrEqual(7_230);
  });
});

describe('a signature', () => {
  const key = 'signkey-test-00ff';

  it('covers the canonical form of RFC 8785', () => {
    const value = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    );
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('holds for its text and key alone', () => {
    const signature = sign('{"a":1}', key, now);
    expect(isSignedBy(key, signature, '{"a":1}')).toBe(true);
    expect(isSignedBy(key, signature, '{"a":2}')).toBe(false);
    expect(isSignedBy('signkey-test-00fe', signature, '{"a":1}')).toBe(false);
    expect(isSignedBy(key, null, '{"a":1}')).toBe(false);
  });

  it('names its key by a hash that keeps the prefix', () => {
    expect(hashedKey(key)).toMatch(/^signkey-test-[0-9a-f]{64}$/);
  });
});

describe('a ULID', () => {
  it('is 26 characters that sort by time', () => {
    const names = [0, 1, 60_000, 86_400_000].map((later) => ulid(new Date(now.getTime() + later)));
    expect(names.every((name) => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(name))).toBe(true);
    expect(names.toSorted()).toEqual(names);
  });
});
