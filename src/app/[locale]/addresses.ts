import type { Metadata } from 'next';
import { type Locale, localePath, locales } from '@/i18n/routing';
import { siteOrigin } from '@/platform/env';

/** The complete address of a path (without language) in a language. */
export function addressOf(path: string, locale: Locale): string {
  return siteOrigin() + localePath(path, locale);
}

/** The one address under which a page wants to be known, and its addresses in the other languages. `path` has no language. */
export function alternatesOf(path: string, locale: Locale): Metadata['alternates'] {
  const languages = Object.fromEntries(
    locales.map((each) => [each === 'zh' ? 'zh-Hans' : each, addressOf(path, each)]),
  );
  return { canonical: addressOf(path, locale), languages: { ...languages, 'x-default': addressOf(path, 'en') } };
}
