'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';

/**
 * A link to one of the main places, marked as the current one when it is. The mark comes after hydration: the server draws the page once for
 * everybody and knows only the rewritten address. `href` is complete, language included.
 */
export function PlaceLink({ href, className, children }: { href: string; className: string; children: ReactNode }) {
  const pathname = usePathname();
  const [isCurrent, setCurrent] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new pathname is when to look at the address again
  useEffect(() => setCurrent(window.location.pathname === href), [href, pathname]);
  return (
    <Link href={href} prefetch={false} className={className} aria-current={isCurrent ? 'page' : undefined}>
      {children}
    </Link>
  );
}
