'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** The left and right arrow keys go to the neighbours, unless somebody is typing or choosing. Draws nothing: links say the same. */
export function ArrowKeys({ previous, next }: { previous?: string; next?: string }) {
  const router = useRouter();
  useEffect(() => {
    const go = (event: KeyboardEvent) => {
      const href = { ArrowLeft: previous, ArrowRight: next }[event.key];
      const isTaken = event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
      const isTyping = (event.target as Element).closest(
        'input, textarea, select, [contenteditable], details[open], dialog',
      );
      if (href && !isTaken && !isTyping) router.push(href);
    };
    document.addEventListener('keydown', go);
    return () => document.removeEventListener('keydown', go);
  }, [router, previous, next]);
  return null;
}
