import type { Metadata } from 'next';
import { tagPath } from '@/domains/images/rules';
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

/** Where the Atom feed of everybody's images is, of one person's, of those with a tag. */
export const feedPath = {
  all: '/feeds/all.atom',
  person: (handle: string) => `/feeds/people/${handle}.atom`,
  tag: (tag: string) => `/feeds${tagPath(tag)}.atom`,
};

type Face = {
  title: string;
  /** The title is complete: the site's name is in it. */
  isWhole?: boolean;
  description: string;
  path: string;
  locale: Locale;
  /** The path of the Atom feed that shows the same list. */
  feed?: string;
  /** What stands for the page where others link to it; the site's own picture if none. */
  image?: { altText: string; picture: { fallback: { src: string; width: number; height: number } } } | undefined;
};

const sitePicture = { fallback: { src: '/og.png', width: 1200, height: 630 } };

/** What stands for a page where others link to it, as Open Graph wants it: the picture's JPEG, or the site's own picture. */
function cardOf(image: Face['image']) {
  const { src, width, height } = (image?.picture ?? sitePicture).fallback;
  return { url: new URL(src, addressOf('/', 'en')).href, width, height, alt: image?.altText ?? '' };
}

/** What every page says about itself that does not say it better. */
export function plainFace(description: string, locale: Locale): Metadata {
  return {
    title: { default: 'Vitrine', template: '%s · Vitrine' },
    description,
    openGraph: { type: 'website', siteName: 'Vitrine', locale: openGraphLocale[locale], images: [cardOf(undefined)] },
    twitter: { card: 'summary_large_image' },
  };
}

const openGraphLocale = { en: 'en', zh: 'zh_CN' } as const;

/** What a public page says about itself to search engines and to those who link to it. `path` has no language. */
export function faceOf({ title, isWhole, description, path, locale, image, feed }: Face): Metadata {
  return {
    title: isWhole ? { absolute: title } : title,
    description,
    // The one address under which it wants to be known, and those of the other languages.
    alternates: {
      canonical: addressOf(path, locale),
      languages: languagesOf(path),
      ...(feed && { types: { 'application/atom+xml': addressOf(feed, 'en') } }),
    },
    openGraph: {
      type: 'website',
      siteName: 'Vitrine',
      title,
      description,
      url: addressOf(path, locale),
      locale: openGraphLocale[locale],
      images: [cardOf(image)],
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
