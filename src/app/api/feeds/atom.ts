import { createHash } from 'node:crypto';
import { addressOf } from '@/app/[locale]/addresses';
import { declaration, escaped } from '@/app/api/xml';
import type { ImageCard } from '@/domains/images/queries';
import { imagePath } from '@/domains/images/rules';

/** A list of images for programs that follow it: Atom (RFC 4287). Titles and alt texts stay in the language they were written in. */
export type Feed = {
  /** Where the feed is, and the page that shows the same; paths without language. */
  path: string;
  page: string;
  title: string;
  subtitle: string;
  images: ImageCard[];
  /** What "updated" says while there is no image. */
  since: Date;
};

/** Names that outlive addresses, languages and slugs (RFC 4151). */
const nameOf = (thing: string) => `tag:${new URL(addressOf('/', 'en')).hostname},2026:${thing}`;

const addressHere = (path: string) => escaped(new URL(path, addressOf('/', 'en')).href);

/** When the newest image of a feed appeared, or when the feed began. */
export const updatedAt = ({ images, since }: Feed) =>
  images.reduce((latest, { publishedAt }) => (publishedAt > latest ? publishedAt : latest), since);

/** The feed as XML. */
export function atomOf(feed: Feed): string {
  const { path, page, title, subtitle, images } = feed;
  return `${declaration}<feed xmlns="http://www.w3.org/2005/Atom">
<id>${escaped(nameOf(path))}</id>
<title>${escaped(title)}</title>
<subtitle>${escaped(subtitle)}</subtitle>
<updated>${updatedAt(feed).toISOString()}</updated>
<link rel="self" type="application/atom+xml" href="${addressHere(path)}"/>
<link rel="alternate" type="text/html" href="${addressHere(page)}"/>
<icon>${addressHere('/favicon.svg')}</icon>
${images.map(entryOf).join('')}</feed>
`;
}

function entryOf(image: ImageCard): string {
  const { ref, title, altText, owner, publishedAt, picture } = image;
  const address = addressHere(imagePath(image));
  const { src, width, height } = picture.fallback;
  // Escaped twice: once as HTML, once as XML that holds it.
  const html = `<p><a href="${address}"><img src="${addressHere(src)}" alt="${escaped(altText)}" width="${width}" height="${height}"></a></p>`;
  const at = publishedAt.toISOString();
  return `<entry>
<id>${escaped(nameOf(`/images/${ref}`))}</id>
<title>${escaped(title)}</title>
<link rel="alternate" type="text/html" href="${address}"/>
<published>${at}</published>
<updated>${at}</updated>
<author><name>${escaped(owner.name)}</name><uri>${addressHere(`/people/${owner.handle}`)}</uri></author>
${altText === '' ? '' : `<summary>${escaped(altText)}</summary>\n`}<content type="html">${escaped(html)}</content>
</entry>
`;
}

/**
 * The answer: 304 without a body for who has this very feed already (RFC 9110, 13.1). Nobody keeps it without asking again: an image that was made
 * private is gone from the feed at the next look.
 */
export function feedResponse(request: Request, feed: Feed): Response {
  const xml = atomOf(feed);
  const etag = `"${createHash('sha256').update(xml).digest('base64url').slice(0, 22)}"`;
  const headers = { etag, 'last-modified': updatedAt(feed).toUTCString(), 'cache-control': 'public, no-cache' };
  if (isKnown(request.headers, etag, updatedAt(feed))) return new Response(null, { status: 304, headers });
  return new Response(xml, { headers: { ...headers, 'content-type': 'application/atom+xml; charset=utf-8' } });
}

function isKnown(asked: Headers, etag: string, updated: Date): boolean {
  const tags = asked.get('if-none-match');
  if (tags !== null)
    return tags.trim() === '*' || tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
  const since = Date.parse(asked.get('if-modified-since') ?? '');
  return Math.floor(updated.getTime() / 1000) * 1000 <= since;
}

/** Of what has no feed. */
export const noFeed = () => new Response('There is no such feed.\n', { status: 404 });
