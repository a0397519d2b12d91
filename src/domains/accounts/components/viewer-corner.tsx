'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { askFace, type Face, forgetFace, useFace } from '@/domains/accounts/components/face';
import { SignOutForm } from '@/domains/accounts/components/sign-out-form';
import { Avatar } from '@/ui/avatar';
import { useDismissal } from '@/ui/dismissal';

type Words = { menu: string; images: string; history: string; settings: string; signOut: string };

/** Where the menu leads, languages included. */
type Paths = { people: string; history: string; settings: string };

/** An image's page asks in the one call that counts the look at it: `/api/visit` answers both. */
const asksItself = /^(?:\/zh)?\/images\/[^/]+\/[^/]+$/;

/**
 * The corner of the header that knows who is looking. Cached pages are the same for everybody, so it draws `visitor` first (which stays
 * without JavaScript and leads to a page that knows) and the face when the answer is there. `paths` are where its menu leads.
 */
export function ViewerCorner({ visitor, paths, words }: { visitor: ReactNode; paths: Paths; words: Words }) {
  const face = useFace();
  const pathname = usePathname();
  // biome-ignore lint/correctness/useExhaustiveDependencies: signing in and out end in another page
  useEffect(() => {
    if (asksItself.test(window.location.pathname)) return;
    askFace().catch(() => undefined);
  }, [pathname]);
  return (
    <div className="flex min-w-20 justify-end">
      {face ? <FaceMenu face={face} paths={paths} words={words} onLeft={forgetFace} /> : visitor}
    </div>
  );
}

function FaceMenu(props: { face: Face; paths: Paths; words: Words; onLeft: () => void }) {
  const { face, paths, words, onLeft } = props;
  const menu = useRef<HTMLDetailsElement>(null);
  useDismissal(menu);
  return (
    <details ref={menu} className="relative -mr-1.5">
      <summary className="target flex items-center justify-center" aria-label={words.menu}>
        <Avatar handle={face.handle} photo={face.photo ? { small: face.photo } : null} size={32} />
      </summary>
      <div className="absolute right-1.5 z-30 mt-2 flex min-w-56 flex-col bg-paper py-3 outline outline-line">
        <p className="px-5 pb-2">
          <span className="block font-medium">{face.name}</span>
          <span className="text-13 text-ink-2">@{face.handle}</span>
        </p>
        {[
          [`${paths.people}/${face.handle}`, words.images] as const,
          [paths.history, words.history] as const,
          [paths.settings, words.settings] as const,
        ].map(([href, word]) => (
          <Link key={href} href={href} prefetch={false} className="flex min-h-11 items-center px-5 hover:bg-wall">
            {word}
          </Link>
        ))}
        <SignOutForm
          words={words.signOut}
          onLeft={onLeft}
          look="w-full justify-start! rounded-none! bg-transparent! border-x-0! px-5! font-regular! hover:bg-wall!"
        />
      </div>
    </details>
  );
}
