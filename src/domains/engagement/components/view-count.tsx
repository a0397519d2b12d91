'use client';
import { useEffect, useState } from 'react';
import { askFace, tellFace } from '@/domains/accounts/components/face';

/** Counts this look, hears who is looking, and says how many looked; null when the answer is a refusal, which costs the page nothing. */
async function visit(image: string, signal: AbortSignal): Promise<number | null> {
  const response = await fetch('/api/visit', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ image }),
    signal,
  });
  if (!response.ok) {
    await askFace();
    return null;
  }
  const answer = (await response.json()) as Parameters<typeof tellFace>[0] & { views?: number };
  tellFace(answer);
  return answer.views ?? null;
}

/**
 * The number of views of an image, counting this one. The page is the same for everybody, so the number comes after it; its place is kept, and
 * nothing moves. `locale` says how numbers are written.
 */
export function ViewCount({ image, locale }: { image: string; locale: string }) {
  const [views, setViews] = useState<number | null>(null);
  useEffect(() => {
    const counting = new AbortController();
    visit(image, counting.signal).then(setViews, () => undefined);
    return () => counting.abort();
  }, [image]);
  return (
    <span className="figures inline-block min-w-12" aria-live="polite" data-views={views ?? undefined}>
      {views === null ? '–' : new Intl.NumberFormat(locale).format(views)}
    </span>
  );
}
