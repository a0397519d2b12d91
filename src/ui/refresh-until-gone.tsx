'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Asks for the page anew every `seconds` while it is in sight, for as long as it stands on it. Draws nothing. */
export function RefreshUntilGone({ seconds }: { seconds: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh();
    }, seconds * 1_000);
    return () => clearInterval(timer);
  }, [router, seconds]);
  return null;
}
