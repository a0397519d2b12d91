import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { locales } from '@/i18n/routing';
import { findText } from './texts';

const shippedHere = resolve('src/i18n/texts');
let folder: string;
let folders: { own: string; shipped: string };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-texts-'));
  folders = { own: join(folder, 'own'), shipped: join(folder, 'shipped') };
  for (const path of Object.values(folders)) mkdirSync(path);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (where: 'own' | 'shipped', file: string, text: string) => writeFileSync(join(folders[where], file), text);
const rendered = (text: string) => {
  write('own', 'terms.en.md', text);
  return findText('terms', 'en', folders);
};

describe('the texts of the house', () => {
  test.each(['privacy', 'terms', 'imprint'] as const)(
    'are there in every language, with a title and parts: %s',
    (name) => {
      for (const locale of locales) {
        const text = findText(name, locale, { own: join(folder, 'nothing'), shipped: shippedHere });
        expect(text).toMatchObject({
          locale,
          title: expect.stringMatching(/\S/),
          summary: expect.stringMatching(/\S/),
        });
        expect(text?.html.match(/<h2>/g)?.length).toBeGreaterThanOrEqual(4);
        expect(text?.html).not.toMatch(/<h1>|<img/);
      }
    },
  );

  test('lead to pages in their own language', () => {
    for (const name of ['privacy', 'terms', 'imprint'] as const) {
      const links = (locale: 'en' | 'zh') =>
        [
          ...(findText(name, locale, { own: folder, shipped: shippedHere })?.html.matchAll(/href="([^"]*)"/g) ?? []),
        ].map(([, href]) => href);
      expect(links('en').filter((href) => !/^\/(?!zh\/)/.test(href ?? ''))).toEqual([]);
      expect(links('zh').filter((href) => !href?.startsWith('/zh/'))).toEqual([]);
    }
  });
});

describe('an owner’s own text', () => {
  test('comes before ours, even where it is in another language only', () => {
    write('shipped', 'terms.en.md', '# Ours');
    write('shipped', 'terms.zh.md', '# 我们的');
    write('own', 'terms.en.md', '# Theirs');
    expect(findText('terms', 'en', folders)).toMatchObject({ title: 'Theirs', locale: 'en' });
    expect(findText('terms', 'zh', folders)).toMatchObject({ title: 'Theirs', locale: 'en' });
  });

  test('is asked for in the reader’s language first', () => {
    write('own', 'terms.en.md', '# Theirs');
    write('own', 'terms.zh.md', '# 他们的');
    expect(findText('terms', 'zh', folders)).toMatchObject({ title: '他们的', locale: 'zh' });
  });

  test('is missing quietly: ours stands there, and nothing where there is none', () => {
    write('shipped', 'terms.zh.md', '# 我们的');
    expect(findText('terms', 'en', { ...folders, own: join(folder, 'nowhere') })).toMatchObject({ locale: 'zh' });
    expect(findText('imprint', 'en', folders)).toBeNull();
  });

  test('that cannot be read is no reason to show ours instead', () => {
    write('shipped', 'terms.en.md', '# Ours');
    mkdirSync(join(folders.own, 'terms.en.md'));
    expect(() => findText('terms', 'en', folders)).toThrow(/EISDIR/);
  });
});

describe('a text', () => {
  test('gives its first heading as the title, however its lines end', () => {
    expect(rendered('\uFEFF# House rules #\r\n\r\nBe kind.\r\n')).toMatchObject({
      title: 'House rules',
      summary: 'Be kind.',
      html: expect.stringMatching(/^\s*<p>Be kind\.<\/p>\s*$/),
    });
  });

  test('may have no heading, and more than one of the first kind', () => {
    expect(rendered('Only words.')).toMatchObject({ title: null, summary: 'Only words.' });
    expect(rendered('# One\n\n# Two')?.html.trim()).toBe('<h2>Two</h2>');
  });

  test('can run nothing: HTML is shown as typed, and no link holds a script', () => {
    const nasty = [
      '<script>alert(1)</script>',
      'a <img src=x onerror=alert(1)> b',
      '<style>*{display:none}</style>',
      '[here](javascript:alert(1))',
      '[here](<JaVaScRiPt:alert(1)>)',
      '[here](data:text/html,<script>alert(1)</script>)',
      '<javascript:alert(1)>',
      '[here](vbscript:x "on\\" onclick=\\"alert(1)")',
    ];
    for (const words of nasty) {
      const html = rendered(`# T\n\n${words}`)?.html ?? '';
      const tags = html.match(/<[^>]*>/g) ?? [];
      expect(
        tags.filter((tag) => !/^<\/?p>$|^<a href="[^":]*"(?: title="[^"]*")?>$|^<\/a>$/.test(tag)),
        words,
      ).toEqual([]);
    }
  });

  test('fetches no picture: its description stays', () => {
    const html = rendered('# T\n\nSee ![a "map" <b>](https://elsewhere.test/x.png "y") here.')?.html ?? '';
    expect(html.trim()).toBe('<p>See a &quot;map&quot; &lt;b&gt; here.</p>');
  });

  test('keeps links to pages and mail', () => {
    const html = rendered('[mail](mailto:a@b.test) [page](/privacy) [far](https://example.test/)')?.html;
    expect([...(html ?? '').matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      'mailto:a@b.test',
      '/privacy',
      'https://example.test/',
    ]);
  });

  test('tells search engines its first words, without marks, in one line', () => {
    const { summary } = rendered(`# T\n\nUs & *them*:\n"all" <of> [us](/x). ${'w'.repeat(300)}`) ?? {};
    expect(summary).toMatch(/^Us & them: "all" <of> us\. w+$/);
    expect(summary).toHaveLength(200);
  });
});
