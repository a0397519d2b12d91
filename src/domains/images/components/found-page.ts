import { bounds, foundBounds } from '../rules';

/** A picture that a page elsewhere shows; its size in pixels as far as that page knew, else 0. */
export type FoundPicture = { address: string; width: number; height: number };

/** What a bookmarklet found, and where. */
export type FoundPage = { page: string; title: string; pictures: FoundPicture[] };

const isWebAddress = (word: unknown): word is string =>
  typeof word === 'string' &&
  word.length <= foundBounds.address &&
  URL.canParse(word) &&
  /^https?:$/.test(new URL(word).protocol);

const pixels = (number: unknown) =>
  typeof number === 'number' && Number.isFinite(number) ? Math.min(Math.max(0, Math.round(number)), 100_000) : 0;

/**
 * Reads what stands behind the "#" of an address. Anybody may write that: what is no address of the web is left out, and so is what is too much. Null for what
 * no bookmarklet of ours wrote.
 */
export function foundPageOf(words: string): FoundPage | null {
  try {
    const { page, title, pictures } = JSON.parse(decodeURIComponent(words)) as Record<string, unknown>;
    if (!isWebAddress(page) || !Array.isArray(pictures)) return null;
    const shown = new Map<string, FoundPicture>();
    for (const given of pictures.slice(0, foundBounds.pictures) as unknown[]) {
      const { address, width, height } = (given ?? {}) as Record<string, unknown>;
      if (!isWebAddress(address)) continue;
      const { href } = new URL(address);
      shown.set(href, { address: href, width: pixels(width), height: pixels(height) });
    }
    return { page, title: typeof title === 'string' ? title.slice(0, 300) : '', pictures: [...shown.values()] };
  } catch {
    return null;
  }
}

/** The address to be named as the source of what was found there: the page's, or its site's where that is too long to be kept. */
export const sourceOf = ({ page }: FoundPage) => (page.length <= bounds.source ? page : new URL(page).origin);
