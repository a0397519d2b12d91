import { describe, expect, it } from 'vitest';
import { browser } from './factory';
import { commentInput } from './inputs';
import {
  byDay,
  counts,
  dayBefore,
  dayOf,
  isEditable,
  isUnattended,
  mayDeleteComment,
  weekWeight,
  withLinks,
} from './rules';

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

describe('the words of a comment', () => {
  const shown = (text: string) => withLinks(text).map(({ words, href }) => (href ? `[${words}](${href})` : words));

  it.each([
    [
      'Look: https://example.org/a?b=c#d.',
      ['Look: ', '[https://example.org/a?b=c#d](https://example.org/a?b=c#d)', '.'],
    ],
    [
      '（见 http://例子.测试/路径）。',
      ['（见 ', '[http://例子.测试/路径](http://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF%E5%BE%84)', '）。'],
    ],
    ['HTTPS://EXAMPLE.ORG', ['[HTTPS://EXAMPLE.ORG](https://example.org/)']],
    ['no link at all', ['no link at all']],
    ['@ana and #light stay words', ['@ana and #light stay words']],
    ['javascript:alert(1) data:text/html,x vbscript:x', ['javascript:alert(1) data:text/html,x vbscript:x']],
    ['<a href="javascript:alert(1)">x</a>', ['<a href="javascript:alert(1)">x</a>']],
    ['https:// https://[ http://%', ['https:// https://[ http://%']],
    ['xhttps://example.org', ['xhttps://example.org']],
  ])('%s: only addresses of the web become links', (text, parts) => {
    expect(shown(text)).toEqual(parts);
  });

  it('are the same words again when their parts are joined, however odd, and quickly', () => {
    const odd = [
      '',
      ' ',
      '\n',
      'https://a.test\nhttps://b.test',
      '😀https://c.test😀',
      '.'.repeat(2_000),
      'https://'.repeat(250),
    ];
    for (const text of odd)
      expect(
        withLinks(text)
          .map(({ words }) => words)
          .join(''),
      ).toBe(text);
    const begun = performance.now();
    withLinks(`https://x${'.'.repeat(40_000)}`);
    withLinks(`${'https://x'.repeat(4_000)}!`);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  it('may be changed within 15 minutes', () => {
    const at = (minutes: number) => new Date(Date.UTC(2026, 10, 21, 12, minutes));
    expect([at(0), at(14.99), at(15), at(16)].map((now) => isEditable(at(0), now))).toEqual([true, true, false, false]);
  });

  it('may be deleted by their author, the owner of the image and staff', () => {
    const comment = { authorId: 1, ownerId: 2 };
    const may = (id: number, role: 'member' | 'editor' | 'admin' = 'member') => mayDeleteComment({ id, role }, comment);
    expect([may(1), may(2), may(3), may(3, 'editor'), may(3, 'admin')]).toEqual([true, true, false, true, true]);
  });
});

describe('what is sent as a comment', () => {
  const image = '0123456789';
  const said = (text: unknown) => commentInput.safeParse({ image, text });
  const code = (text: unknown) => said(text).error?.issues[0]?.message;

  it.each([undefined, '', '   \n\t ', '\u202E\u202D\u2066', '\u200B\u200D\uFEFF', '\u3164\u2800', 7, ['a', 'b']])(
    '%j is nothing',
    (text) => {
      expect(code(text)).toBe('engagement.comment-blank');
    },
  );

  it('is at most 2,000 characters long, counted as people count them', () => {
    expect(said('😀'.repeat(2_000)).success).toBe(true);
    expect(code('😀'.repeat(2_001))).toBe('engagement.comment-long');
    expect(code('a'.repeat(1_000_000))).toBe('engagement.comment-long');
  });

  it('keeps its lines and loses what turns other words around', () => {
    expect(said(' A\u202Eb \r\n\r\n\r\n\r\n c ').data?.text).toBe('Ab\n\nc');
    expect(said('@x '.repeat(500)).data?.text).toBe('@x '.repeat(500).trim());
  });

  it.each(['0', '-1', '1.5', 'NaN', '', '1e99', '9'.repeat(400), null, {}])('answers no comment %j', (answered) => {
    expect(commentInput.safeParse({ image, text: 'Yes!', answered }).error?.issues[0]?.message).toBe(
      'engagement.comment-missing',
    );
  });
});

it('looks are told by the day it was where the member lives, on days of 23 and 25 hours too', () => {
  const seen = (...instants: string[]) => instants.map((at) => ({ seenAt: new Date(at) }));
  const days = (timeZone: string, ...instants: string[]) =>
    byDay(seen(...instants), timeZone).map(({ day, seen }) => [day, seen.length]);
  const evening = ['2026-11-21T16:00:00Z', '2026-11-21T15:59:59Z', '2026-11-20T16:00:00Z'];
  expect(days('UTC', ...evening)).toEqual([
    ['2026-11-21', 2],
    ['2026-11-20', 1],
  ]);
  expect(days('Asia/Shanghai', ...evening)).toEqual([
    ['2026-11-22', 1],
    ['2026-11-21', 2],
  ]);
  const autumn = ['2026-10-25T22:59:59Z', '2026-10-24T22:00:00Z', '2026-10-24T21:59:59Z'];
  expect(days('Europe/Berlin', ...autumn)).toEqual([
    ['2026-10-25', 2],
    ['2026-10-24', 1],
  ]);
  expect(days('UTC')).toEqual([]);
});
