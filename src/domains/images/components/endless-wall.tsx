'use client';
import { type MouseEvent, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { buttonLook } from '@/ui/button';
import { placeInHistory, type Wall } from './kept-wall';

/** After so many pages the way on is a plain link: the foot of the page can be reached, and what hangs here stays bounded. */
const mostPages = 10;

/** How far below the window, in pixels, the end of the wall may be before more is fetched: little enough that a first look fetches nothing. */
const ahead = 600;

/** What takes longer does not come: then the way on is offered again. */
const longestFetchMs = 20_000;

/** What a page of the list holds, taken out of its HTML: the images that do not hang here yet, and the address of the page after it. */
function partsOf(html: string, seen: ReadonlySet<string | null>) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  // A last page may be empty, and then has no wall.
  const items = [...page.querySelectorAll('ul.picture-wall > li')].filter((item) => !seen.has(addressIn(item)));
  const next = page.querySelector('a[rel="next"]')?.getAttribute('href') ?? null;
  return { items: items.map((item) => item.outerHTML).join(''), next };
}

const addressIn = (item: Element) => item.querySelector('a')?.getAttribute('href') ?? null;
const fresh = (first: string): Wall => ({ first, lead: '', pages: [], next: first, top: 0 });

type Props = {
  /** The address of the second page. */
  first: string;
  /** Names the list for those who hear it. */
  label: string;
  words: { more: string; pages: string; loading: string; end: string; failed: string; again: string };
  /** The way back to the beginning, where this is not it; and numbers of pages, which mean nothing once more hangs here than one. */
  back?: ReactNode;
  numbers?: ReactNode;
  /** The wall of the first page. */
  children: ReactNode;
};

/**
 * A wall that goes on: when its end comes near, the next page is fetched and its images hung in the same rows, each once. Who comes back to it finds all of it,
 * and the place. Without script, or where a page does not come, the way on is a link.
 */
export function EndlessWall({ first, label, words, back, numbers, children }: Props) {
  const { wall, state, root, fetchMore } = useWall(first);
  const isFull = wall.pages.length >= mostPages;
  const link = useNearEnd(wall, state === 'idle' && !isFull, () => void fetchMore());
  const ask = useFocusOnMore(wall, root);

  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || isFull) return;
    event.preventDefault();
    ask();
    void fetchMore();
  };

  // The first page may be another by now; what follows it here would not follow that one.
  const isOther = wall.pages.length > 0 && wall.first !== first;
  return (
    <>
      <div ref={root} className="picture-wall">
        {isOther ? <Items label={label} html={wall.lead} /> : children}
        {wall.pages.map((items, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pages are only ever added at the end
          <Items key={place} label={label} html={items} />
        ))}
      </div>
      {/* Never what the browser holds on to while more is hung above it. */}
      <div className="mt-10 flex flex-wrap items-center gap-3 [overflow-anchor:none]">
        <nav aria-label={words.pages} className="flex flex-wrap items-center gap-3 empty:hidden">
          {back}
          {wall.next !== null && (
            <a ref={link} href={wall.next} rel="next" onClick={onClick} className={buttonLook('calm')}>
              {state === 'failed' ? words.again : words.more}
            </a>
          )}
          {wall.pages.length === 0 && numbers}
        </nav>
        <p role="status" className="text-ink-2">
          {state === 'idle' ? wall.next === null && words.end : words[state]}
        </p>
      </div>
    </>
  );
}

/** The images of one page, as they were drawn there. */
function Items({ label, html }: { label: string; html: string }) {
  return (
    <ul
      // biome-ignore lint/a11y/noRedundantRoles: Safari drops the meaning of a list without bullets; the role gives it back
      role="list"
      aria-label={label}
      className="picture-wall"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: images of a page of our own, which the server drew
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

/** Has more fetched when the link that gets the ref comes near, as long as `isAtRest`. */
function useNearEnd(wall: Wall, isAtRest: boolean, fetchMore: () => void) {
  const link = useRef<HTMLAnchorElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new observer for each page tells at once whether its end is near already
  useEffect(() => {
    if (!link.current || !isAtRest) return;
    const isNear = ([entry]: IntersectionObserverEntry[]) => {
      if (entry?.isIntersecting) fetchMore();
    };
    const observer = new IntersectionObserver(isNear, { rootMargin: `${ahead}px 0px` });
    observer.observe(link.current);
    return () => observer.disconnect();
  }, [wall, isAtRest]);
  return link;
}

/** For who pressed the link: the first image of what comes gets the focus. */
function useFocusOnMore(wall: Wall, root: RefObject<HTMLElement | null>) {
  const isAsked = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever more hangs
  useEffect(() => {
    if (isAsked.current) root.current?.querySelector<HTMLElement>(':scope > ul:last-child a')?.focus();
    isAsked.current = false;
  }, [wall]);
  return () => {
    isAsked.current = true;
  };
}

/** What hangs, what is going on, and how to have more. */
function useWall(first: string) {
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const { wall, setWall, place } = useKeptWall(first);
  const root = useRef<HTMLDivElement>(null);
  const isFetching = useRef(false);

  const fetchMore = async () => {
    const [from, list] = [place.current, root.current];
    if (isFetching.current || wall.next === null || !list) return;
    isFetching.current = true;
    setState('loading');
    try {
      const response = await fetch(wall.next, { cache: 'no-store', signal: AbortSignal.timeout(longestFetchMs) });
      // Led elsewhere, it is not the page that was asked for.
      if (!response.ok || response.redirected) throw new Error(`the page did not come: ${response.status}`);
      const html = await response.text();
      const { items, next } = partsOf(html, new Set([...list.querySelectorAll('li')].map(addressIn)));
      // Somebody may have gone on meanwhile, and be elsewhere.
      if (from !== null && place.current === from) {
        from.remember();
        const lead = wall.lead || (list.querySelector('ul')?.innerHTML ?? '');
        setWall({ ...wall, lead, pages: [...wall.pages, items], next });
      }
      setState('idle');
    } catch {
      setState('failed');
    }
    isFetching.current = false;
  };
  return { wall, state, root, fetchMore };
}

/** A wall that is kept when it is left, and hangs again, at the same height, when somebody comes back. */
function useKeptWall(first: string) {
  const [wall, setWall] = useState(() => fresh(first));
  const place = useRef<ReturnType<typeof placeInHistory>>(null);
  const live = useRef(wall);
  /** Where to scroll once what was kept hangs again. */
  const top = useRef<number>(null);
  useLayoutEffect(() => {
    live.current = wall;
    if (top.current !== null) window.scrollTo({ top: top.current, behavior: 'instant' });
    top.current = null;
  }, [wall]);

  // A page that is left lives on out of sight. It comes back to sight on Back, but also when somebody goes there anew: the entry in the history tells.
  useLayoutEffect(() => {
    const here = placeInHistory();
    place.current = here;
    let height = window.scrollY;
    if (here.before === 'new' || here.before === null) {
      const isOver = ({ pages }: Wall) => here.before === 'new' || pages.length === 0;
      setWall((wall) => (isOver(wall) && (wall.first !== first || wall.pages.length > 0) ? fresh(first) : wall));
    } else {
      height = here.before.top;
      top.current = height;
      setWall(here.before);
    }
    const onScroll = () => {
      height = window.scrollY;
    };
    const onLeave = () => live.current.pages.length > 0 && here.keep({ ...live.current, top: height });
    window.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('pagehide', onLeave);
    return () => {
      place.current = null;
      onLeave();
      window.removeEventListener('scroll', onScroll);
      window.removeEventListener('pagehide', onLeave);
    };
  }, [first]);
  return { wall, setWall, place };
}
