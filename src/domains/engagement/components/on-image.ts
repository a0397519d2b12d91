'use client';
import { useSyncExternalStore } from 'react';
import { type Answer, hearAnswers } from '@/domains/accounts/components/face';
import type { OwnOnImage } from '../queries/likes';

type Own = Omit<OwnOnImage, 'ref'>;

/** What is known, by the image's reference; made anew with each change. */
let known: Readonly<Record<string, Own>> = {};
let looking: string | null = null;
const listeners = new Set<() => void>();

function keep(next: typeof known) {
  known = next;
  for (const hear of listeners) hear();
}

function hearAnswer({ handle = null, image }: Answer) {
  const before = handle === looking ? known : {};
  looking = handle;
  const told = image as OwnOnImage | undefined;
  keep(handle !== null && told ? { ...before, [told.ref]: told } : before);
}

if (typeof window !== 'undefined') hearAnswers(hearAnswer);

/** Keeps a like as it was just switched on this page. */
export function tellLike(ref: string, isLiked: boolean) {
  keep({ ...known, [ref]: { mayTidy: false, ...known[ref], isLiked } });
}

function listen(hear: () => void) {
  listeners.add(hear);
  return () => {
    listeners.delete(hear);
  };
}

/**
 * What an image is to whoever is looking: as the last answer said; until there is one, as the server knew when it drew a page that knows who is looking (`given`).
 * Undefined for visitors, and until it is known.
 */
export function useOwnOnImage(ref: string, given?: Own): Own | undefined {
  const told = useSyncExternalStore(
    listen,
    () => known[ref],
    () => undefined,
  );
  return told ?? given;
}
