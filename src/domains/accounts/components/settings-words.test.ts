import { createTranslator, type Messages } from 'next-intl';
import { expect, test } from 'vitest';
import en from '@/i18n/messages/en.json';
import zh from '@/i18n/messages/zh.json';
import { timeZones } from '../rules';
import { browserWords, timeZoneChoices } from './settings-words';

const catalogues: Record<'en' | 'zh', Messages> = { en, zh };
const at = new Date('2026-11-21T22:30:00Z');
const told = (userAgent: string, locale: 'en' | 'zh' = 'en', timeZone = 'UTC') =>
  browserWords(
    { id: 1, userAgent, createdAt: at, seenAt: at },
    { t: createTranslator({ locale, messages: catalogues[locale], namespace: 'accounts' }), locale, timeZone },
  );

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0 vitrine-whole-page', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari on iOS',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
    'Microsoft Edge on Windows',
  ],
  ['', 'Unknown browser'],
  ['curl/8.5.0', 'Unknown browser'],
  ['<script>alert(1)</script>', 'Unknown browser'],
  ['a'.repeat(300), 'Unknown browser'],
])('a browser is named by what it calls itself: %.40s', (userAgent, name) => expect(told(userAgent).name).toBe(name));

test('its times are the member’s own', () => {
  expect(told('').since).toBe('November 21, 2026');
  expect(told('', 'zh', 'Asia/Shanghai')).toMatchObject({
    name: '未知浏览器',
    since: '2026年11月22日',
    seen: '2026年11月22日 06:30',
  });
});

test('every time zone can be chosen, with the name people give it', () => {
  for (const locale of ['en', 'zh'] as const)
    expect(timeZoneChoices(locale).map(({ value }) => value)).toEqual(timeZones);
  const wordsOf = (locale: 'en' | 'zh') =>
    timeZoneChoices(locale).find(({ value }) => value === 'Asia/Shanghai')?.label;
  expect(wordsOf('en')).toBe('Asia/Shanghai (China Standard Time)');
  expect(wordsOf('zh')).toBe('Asia/Shanghai（中国标准时间）');
});
