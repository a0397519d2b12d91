import { addressOf } from '@/app/[locale]/addresses';
import type { Locale } from '@/i18n/routing';

type Thing = { '@type': string; [property: string]: unknown };

/** What machines read about a page (JSON-LD, in the words of schema.org): each thing of it. */
export function LinkedData({ things }: { things: Thing[] }) {
  const words = JSON.stringify({ '@context': 'https://schema.org', '@graph': things });
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every "<" escaped, so that no word can end the element
      dangerouslySetInnerHTML={{ __html: words.replaceAll('<', '\\u003c') }}
    />
  );
}

/** The way from the entrance to a page, each step with its path (without language), the page itself last. */
export function breadcrumbs(steps: readonly { name: string; path: string }[], locale: Locale): Thing {
  const itemListElement = [{ name: 'Vitrine', path: '/' }, ...steps].map(({ name, path }, place) => ({
    '@type': 'ListItem',
    position: place + 1,
    name,
    item: addressOf(path, locale),
  }));
  return { '@type': 'BreadcrumbList', itemListElement };
}
