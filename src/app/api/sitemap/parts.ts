import { addressOf, languagesOf } from '@/app/[locale]/addresses';
import { declaration, escaped } from '@/app/api/xml';
import {
  countSitemapParts,
  type Entry,
  listSitemapImages,
  listSitemapPeople,
  listSitemapTags,
} from '@/domains/images/queries/sitemap';
import { locales } from '@/i18n/routing';

/** Pages that are always there. */
const pages = ['/', '/explore', '/ranking', '/ranking/week', '/ranking/all', '/privacy', '/terms', '/imprint'];

const kinds = {
  pages: async (part: number): Promise<Entry[]> => (part === 0 ? pages.map((path) => ({ path })) : []),
  images: listSitemapImages,
  people: listSitemapPeople,
  tags: listSitemapTags,
};

const namespaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"';

/** The list of all parts. */
export async function sitemapIndex(): Promise<string> {
  const { images, people } = await countSitemapParts();
  const counts = { pages: 1, images, people, tags: images };
  const parts = Object.entries(counts).flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, part) => addressOf(`/sitemap-${kind}-${part}.xml`, 'en')),
  );
  const lines = parts.map((address) => `<sitemap><loc>${escaped(address)}</loc></sitemap>`);
  return `${declaration}<sitemapindex ${namespaces}>\n${lines.join('\n')}\n</sitemapindex>\n`;
}

/** One part, by its name: "images-0". Null for a name no part has, and for a part with nothing in it. */
export async function sitemapPart(name: string): Promise<string | null> {
  const [, kind, part] = /^(pages|images|people|tags)-(0|[1-9]\d{0,5})$/.exec(name) ?? [];
  if (kind === undefined) return null;
  const entries = await kinds[kind as keyof typeof kinds](Number(part));
  if (entries.length === 0) return null;
  return `${declaration}<urlset ${namespaces}>\n${entries.map(linesOf).join('\n')}\n</urlset>\n`;
}

/** An address in each language, each naming all. */
function linesOf({ path, at }: Entry): string {
  const changed = at ? `<lastmod>${at.toISOString()}</lastmod>` : '';
  const alternates = Object.entries(languagesOf(path))
    .map(([language, address]) => `<xhtml:link rel="alternate" hreflang="${language}" href="${escaped(address)}"/>`)
    .join('');
  return locales
    .map((locale) => `<url><loc>${escaped(addressOf(path, locale))}</loc>${changed}${alternates}</url>`)
    .join('\n');
}

/**
 * An answer that proxies may keep for an hour. We keep none ourselves: a program that walks through all parts would push every page out of the memory,
 * and a part costs one statement.
 */
export function xmlResponse(xml: string | null): Response {
  if (xml === null) return new Response('There is no such sitemap.\n', { status: 404 });
  const headers = { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' };
  return new Response(xml, { headers });
}
