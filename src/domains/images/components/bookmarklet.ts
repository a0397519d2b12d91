import { foundBounds } from '../rules';

/*
 * What runs on a page elsewhere when somebody presses the bookmark: it reads which pictures the page shows, and opens ours with their addresses behind the
 * "#", which travels to no server. It asks nothing of any server itself, so that no policy of that page stands in its way, and leaves nothing on it.
 * Each function is sent as its own source: it may use nothing but what it is given.
 */

/** A picture by its address, with its size in pixels or that of the place it has; 0: nobody knows. */
type Seen = { address: string; width: number; height: number };

/** The largest file of several lists of candidates (`srcset`), and how wide it says it is. */
function largestOf(sets: (string | null)[]): { address: string; width: number } {
  let best = { address: '', width: 0, rank: 0 };
  for (const set of sets) {
    for (const [, address = '', number = '1', unit = 'x'] of (set ?? '').matchAll(
      /([^\s,]\S*[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)/g,
    )) {
      const rank = Number(number) * (unit === 'w' ? 1 : 1_000);
      if (rank > best.rank) best = { address, width: unit === 'w' ? Number(number) : 0, rank };
    }
  }
  return best;
}

/** The best file of an `<img>`, wherever the page keeps its address. */
function pictureOf(image: HTMLImageElement, largest: typeof largestOf): Seen {
  const sources = image.parentElement?.tagName === 'PICTURE' ? [...image.parentElement.querySelectorAll('source')] : [];
  const attributes = (element: Element, names: string[]) => names.map((name) => element.getAttribute(name));
  const sets = [...sources, image].flatMap((each) => attributes(each, ['srcset', 'data-srcset', 'data-lazy-srcset']));
  const best = largest(sets);
  // Pages that load late keep the address of the real picture beside a stand-in, which says nothing about its size.
  const late = attributes(image, ['data-src', 'data-lazy-src', 'data-original']).find(Boolean);
  const place = image.getBoundingClientRect();
  const box = place.width > 2 ? place : { width: 0, height: 0 };
  const isThere = image.naturalWidth > 2 && !late;
  const [wide, high] = isThere ? [image.naturalWidth, image.naturalHeight] : [box.width, box.height];
  const width = Math.max(best.width, wide, box.width);
  const address = best.address || late || image.currentSrc || image.src;
  return { address, width, height: wide > 0 ? (width * high) / wide : 0 };
}

/** Everything the page shows that may be a picture: images, backgrounds, and what it names for those who link to it. */
function everyPicture(picture: typeof pictureOf, largest: typeof largestOf): Seen[] {
  const seen = [...document.images].map((image) => picture(image, largest));
  for (const element of document.querySelectorAll<HTMLElement>('body, body *')) {
    const { backgroundImage } = getComputedStyle(element);
    if (!backgroundImage.includes('url(')) continue;
    const { width, height } = element.getBoundingClientRect();
    for (const [, address = ''] of backgroundImage.matchAll(/url\("([^"]+)"\)/g)) seen.push({ address, width, height });
  }
  for (const meta of document.querySelectorAll('meta[property="og:image"], meta[name="twitter:image"]'))
    seen.push({ address: meta.getAttribute('content') ?? '', width: 0, height: 0 });
  return seen;
}

/** Each once, by its whole address, the largest first; without those that are too small, and those that no server has. */
function theLargest(seen: Seen[], { pictures, leastPixels, address: longest }: typeof foundBounds): Seen[] {
  const found = new Map<string, Seen>();
  const isSmall = (side: number) => side > 0 && side < leastPixels;
  for (const { address, width, height } of seen) {
    if (!address || !URL.canParse(address.trim(), document.baseURI)) continue;
    const url = new URL(address.trim(), document.baseURI);
    url.hash = '';
    if (!/^https?:$/.test(url.protocol) || url.href.length > longest || isSmall(width) || isSmall(height)) continue;
    const known = found.get(url.href);
    if (known && known.width * known.height >= width * height) continue;
    found.set(url.href, { address: url.href, width: Math.round(width), height: Math.round(height) });
  }
  return [...found.values()].sort((a, b) => b.width * b.height - a.width * a.height).slice(0, pictures);
}

/** Opens our page in a window of its own; where windows are held back, this one goes there itself. */
function open(target: string, pictures: Seen[]) {
  const { origin, pathname, search } = location;
  const page = { page: origin + pathname + search, title: document.title.slice(0, 300), pictures };
  const way = `${target}#${encodeURIComponent(JSON.stringify(page))}`;
  if (!window.open(way)) location.href = way;
}

/** The address of the bookmark. `target`: the absolute address of our page that shows what was found. */
export function bookmarkletFor(target: string): string {
  const seen = `(${everyPicture})(${pictureOf},${largestOf})`;
  const largest = `(${theLargest})(${seen},${JSON.stringify(foundBounds)})`;
  return `javascript:${encodeURIComponent(`void(${open})(${JSON.stringify(target)},${largest})`)}`;
}
