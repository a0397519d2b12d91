'use client';
import { type MouseEvent, useRef, useState } from 'react';
import { buttonLook } from '@/ui/button';
import { Notice } from '@/ui/notice';

type Words = { more: string; loading: string; failed: string };

/** What a page of the feed holds, taken out of its HTML: the lines, and the address of the page after it. */
function partsOf(html: string, listId: string) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const lines = page.getElementById(listId)?.innerHTML;
  if (lines === undefined) throw new Error('the answer is no page of the list');
  return { lines, next: page.querySelector<HTMLAnchorElement>('a[rel="next"]')?.getAttribute('href') ?? null };
}

/**
 * The way to the next page. With script its lines are hung below those already there, and the first of them gets the focus; without, or where that fails, it is
 * a link like any other. `list` is the id of the list whose lines are taken.
 */
export function MoreFeed({ href, list, words }: { href: string; list: string; words: Words }) {
  const [pages, setPages] = useState<string[]>([]);
  const [next, setNext] = useState<string | null>(href);
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const newest = useRef<HTMLOListElement>(null);

  const fetchMore = async (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || next === null) return;
    event.preventDefault();
    if (state === 'loading') return;
    setState('loading');
    try {
      const response = await fetch(next);
      // Signed out meanwhile: the page of signing in tells more than an error here.
      if (response.redirected) return window.location.assign(next);
      const page = partsOf(await response.text(), list);
      setPages((before) => [...before, page.lines]);
      setNext(page.next);
      setState('idle');
      requestAnimationFrame(() => newest.current?.querySelector('a')?.focus());
    } catch {
      setState('failed');
    }
  };

  return (
    <>
      {pages.map((lines, place) => (
        <ol
          // biome-ignore lint/a11y/noRedundantRoles: Safari drops the meaning of a list without bullets; the role gives it back
          role="list"
          // biome-ignore lint/suspicious/noArrayIndexKey: pages are only ever added at the end
          key={place}
          ref={place === pages.length - 1 ? newest : undefined}
          className="max-w-text border-t border-line"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: lines of a page of our own, which the server drew
          dangerouslySetInnerHTML={{ __html: lines }}
        />
      ))}
      <Notice tone={state === 'failed' ? 'bad' : 'plain'}>{state === 'failed' ? words.failed : undefined}</Notice>
      {next !== null && (
        <a href={next} rel="next" onClick={(event) => void fetchMore(event)} className={buttonLook('calm', 'mt-8')}>
          {state === 'loading' ? words.loading : words.more}
        </a>
      )}
    </>
  );
}
