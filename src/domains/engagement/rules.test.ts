import { describe, expect, it } from 'vitest';
import { browser } from './factory';
import { counts, dayBefore, dayOf, isUnattended, weekWeight } from './rules';

describe('the week\u2019s ranking', () => {
  it('weighs a view by its day so that halves are exact and no day overflows', () => {
    expect(weekWeight('2026-11-28') / weekWeight('2026-11-21')).toBe(4);
    for (const day of ['2025-06-01', '2026-11-21', '2044-06-01']) {
      expect(weekWeight(day)).toBeGreaterThan(Number.MIN_VALUE * 2 ** 60);
      expect(weekWeight(day)).toBeLessThan(Number.MAX_VALUE / 2 ** 40);
    }
  });
});

it('a day is a day in UTC', () => {
  expect(dayOf(new Date('2026-11-21T23:59:59.999Z'))).toBe('2026-11-21');
  expect(dayOf(new Date('2026-11-22T01:00:00+02:00'))).toBe('2026-11-21');
  expect(dayBefore(new Date('2026-03-01T00:00:00Z'), 1)).toBe('2026-02-28');
});

describe('a look', () => {
  const asking = (agent: string, more: Record<string, string> = {}) =>
    isUnattended(new Headers({ 'user-agent': agent, ...more }));

  it.each([
    browser,
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Mozilla/5.0 (Linux; Android 9; CUBOT_X18_Plus) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36',
  ])('with a browser is a look: %s', (agent) => {
    expect(asking(agent)).toBe(false);
  });

  it.each([
    '',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/605.1.15 (Applebot/0.1)',
    'Mozilla/5.0 (compatible; Yahoo! Slurp)',
    'Mozilla/5.0 (compatible; Baiduspider/2.0)',
    'facebookexternalhit/1.1',
    'GPTBot/1.2',
    'my_crawler',
  ])('of a program is none: "%s"', (agent) => {
    expect(asking(agent)).toBe(true);
  });

  it.each([
    ['sec-purpose', 'prefetch'],
    ['sec-purpose', 'prefetch;prerender'],
    ['purpose', 'prefetch'],
    ['x-moz', 'prefetch'],
  ])('ahead of its time is none: %s %s', (name, value) => {
    expect(asking(browser, { [name]: value })).toBe(true);
  });

  it('counts for visitors and other members, not for the owner and for staff', () => {
    const image = { ownerId: 7 };
    const asks = (id: number, role: 'member' | 'editor' | 'admin') => counts({ id, role }, image);
    expect([counts(null, image), asks(8, 'member')]).toEqual([true, true]);
    expect([asks(7, 'member'), asks(8, 'editor'), asks(8, 'admin')]).toEqual([false, false, false]);
  });
});
