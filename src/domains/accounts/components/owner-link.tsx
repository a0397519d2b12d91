'use client';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useFace } from '@/domains/accounts/components/face';

/**
 * A link that only the owner of a thing has a use for, on a page that is the same for everybody. It guards nothing: where it leads asks again. Put it
 * last, where it moves nothing when it comes. `href` is complete, language included.
 */
export function OwnerLink({ owner, href, children }: { owner: string; href: string; children: ReactNode }) {
  if (useFace()?.handle !== owner) return null;
  return (
    <Link href={href} prefetch={false} className="target inline-flex items-center self-start text-15">
      {children}
    </Link>
  );
}
