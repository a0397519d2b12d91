import type { Metadata } from 'next';
import { type Locale, localePath, locales } from '@/i18n/routing';
import { siteOrigin } from '@/platform/env';

/** The complete address of a path (without language) in a language. */
export function addressOf(path: string, locale: Locale): string {
  return siteOrigin() + localePath(path, locale);
}

/** The addresses of a path in all languages, by the language's name in HTML. `path` has no language. */
export function languagesOf(path: string): Record<string, string> {
  const languages = locales.map((each) => [each === 'zh' ? 'zh-Hans' : each, addressOf(path, each)]);
  return { ...Object.fromEntries(languages), 'x-default': addressOf(path, 'en') };
}

/** The one address under which a page wants to be known, and its addresses in the other languages. `path` has no language. */
export function alternatesOf(path: string, locale: Locale): Metadata['alternates'] {
  return { canonical: addressOf(path, locale), languages: languagesOf(path) };
}

type Face = {
  title: string;
  /** The title is complete: the site's name is in it. */
  isWhole?: boolean;
  description: string;
  path: string;
  locale: Locale;
  /** What stands for the page where others link to it; the site's own picture if none. */
  image?: { altText: string; picture: { fallback: { src: string; width: number; height: number } } } | undefined;
};

const sitePicture = { fallback: { src: '/og.png', width: 1200, height: 630 } };

/** What a public page says about itself to search engines and to those who link to it. `path` has no language. */
export function faceOf({ title, isWhole, description, path, locale, image }: Face): Metadata {
  const { src, width, height } = (image?.picture ?? sitePicture).fallback;
  const picture = { url: new URL(src, addressOf('/', 'en')).href, width, height, alt: image?.altText ?? '' };
  return {
    title: isWhole ? { absolute: title } : title,
    description,
    alternates: alternatesOf(path, locale),
    openGraph: {
      type: 'website',
      siteName: 'Vitrine',
      title,
      description,
      url: addressOf(path, locale),
      locale: locale === 'zh' ? 'zh_CN' : 'en',
      images: [picture],
    },
    twitter: { card: 'summary_large_image' },
  };
}

/**
 * A part of an address as it was meant. Parameters come as they stand there, encoded by some browsers and not by others; a lone "%" comes bare on pages that
 * are drawn for each request.
 */
export function segmentOf(parameter: string): string {
  try {
    return decodeURIComponent(parameter);
  } catch {
    return parameter;
  }
}
