import 'server-only';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { micromark } from 'micromark';
import { type Locale, locales } from '@/i18n/routing';
import { env } from '@/platform/env';

/** The texts every site owes its people. Each is a Markdown file for each language: `privacy.en.md`. */
export type TextName = 'privacy' | 'terms' | 'imprint';

/** A text as a page shows it. `html` holds no script, no picture and nothing of the author's own HTML. */
export type Text = {
  /** The first heading; null when the file has none. */
  title: string | null;
  /** The words of the first paragraph, at most 200 characters: what search engines show. */
  summary: string;
  html: string;
  /** The language it is written in, which is another than asked for when there is none in that. */
  locale: Locale;
};

/** `own` is the owner's folder, which may not be there; `shipped` is ours, which always is. */
type Folders = { own: string; shipped: string };

const ofThisSite = (): Folders => ({
  // The bundler need not follow these: what stands in them is no part of the code, and `next.config.ts` takes ours along.
  own: join(/* turbopackIgnore: true */ env.DATA_DIR, 'texts'),
  shipped: join(/* turbopackIgnore: true */ process.cwd(), 'src', 'i18n', 'texts'),
});

/**
 * A text of the site. What the owner wrote counts more than ours, even in another language: two texts that say different things would be worse than one
 * in a language not everybody reads. Reads a file or a few, in one go: a page that is made once and kept may do that.
 * @throws when a file is there and cannot be read: showing ours in its place would be a lie
 */
export function findText(name: TextName, locale: Locale, { own, shipped }: Folders = ofThisSite()): Text | null {
  const inOrder = [locale, ...locales.filter((other) => other !== locale)];
  for (const folder of [own, shipped]) {
    for (const language of inOrder) {
      const written = readIfThere(join(/* turbopackIgnore: true */ folder, `${name}.${language}.md`));
      if (written !== null) return { ...render(written), locale: language };
    }
  }
  return null;
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(/* turbopackIgnore: true */ path, 'utf8');
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw thrown;
  }
}

const firstHeading = /^\s*# +(.+?) *#* *(?:\n|$)/;

function render(written: string): Omit<Text, 'locale'> {
  const text = written.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  // Without options micromark shows HTML as it was typed and gives links that could run something no address.
  const whole = micromark(text.replace(firstHeading, ''));
  const html = whole
    // Another first heading: the page has one already.
    .replace(/<(\/?)h1>/g, '<$1h2>')
    // A picture would come from anywhere and tell whose page is open; its description stays.
    .replace(/<img src="[^"]*" alt="([^"]*)"[^>]*>/g, '$1');
  return { title: firstHeading.exec(text)?.[1] ?? null, summary: summaryOf(html), html };
}

const named: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

function summaryOf(html: string): string {
  const [, paragraph = ''] = /<p>([\s\S]*?)<\/p>/.exec(html) ?? [];
  const words = paragraph.replace(/<[^>]*>/g, '').replace(/&(?:lt|gt|quot|amp);/g, (sign) => named[sign] ?? sign);
  return words.replace(/\s+/g, ' ').trim().slice(0, 200);
}
