/** The languages of the site. The first is the default and has no prefix in addresses. */
export const locales = ['en', 'zh'] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = 'en';

/** Stands for a route parameter while the site is built: pages return before any query when they meet it. */
export const standIn = 'xx';

/** Is this one of our languages? */
export function isLocale(value: unknown): value is Locale {
  return locales.includes(value as Locale);
}

/** The language of an address's path: `/zh/explore` → `zh`, everything else the default. */
export function localeOfPath(path: string): Locale {
  return /^\/zh(?:\/|$)/.test(path) ? 'zh' : defaultLocale;
}

/** The address of a path in a language: `('/explore', 'zh')` → `/zh/explore`. `path` starts with "/" and has no prefix yet. */
export function localePath(path: string, locale: Locale): string {
  if (locale === defaultLocale) return path;
  return path === '/' ? `/${locale}` : `/${locale}${path}`;
}

/**
 * Where to go on to: a path of this site without language, else "/". Refuses other sites in any spelling browsers follow ("//host", "/\host",
 * a scheme, control characters).
 */
export function safeBack(back: string | undefined): string {
  if (!back || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(back)) return '/';
  const path = back.replace(/^\/(?:zh|en)(?=\/|$)/, '') || '/';
  return /^\/(?![/\\])/.test(path) ? path : '/';
}
