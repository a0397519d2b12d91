'use client';
import { useSyncExternalStore } from 'react';

/** The person in front of a page that is the same for everybody, as far as this browser was told. */
export type Face = { handle: string; name: string; photo: string | null };

let face: Face | null = null;
const listeners = new Set<() => void>();

function listen(hear: () => void) {
  listeners.add(hear);
  return () => {
    listeners.delete(hear);
  };
}

/** Keeps an answer of `/api/viewer` or `/api/visit` for every part of the page that wants to know; a visitor's has no handle. */
export function tellFace({ handle, name, photo }: { [Part in keyof Face]?: Face[Part] | null }) {
  face = handle ? { handle, name: name ?? handle, photo: photo ?? null } : null;
  for (const hear of listeners) hear();
}

/** Who is looking; null for a visitor, on the server, and until the answer is there. */
export function useFace(): Face | null {
  return useSyncExternalStore(
    listen,
    () => face,
    () => null,
  );
}

/** The readable cookie that says whether asking is worth it; copies on one host are told apart by their port. */
function isHinted(): boolean {
  const names = ['__Host-vitrine-hint', 'vitrine-hint', `vitrine-hint-${window.location.port}`];
  return document.cookie.split('; ').some((cookie) => names.includes(cookie.split('=')[0] ?? ''));
}

/** Asks who is looking, if the hint says it is worth it. An answer that does not come costs nothing: the page reads as a visitor's, and works. */
export async function askFace(signal?: AbortSignal) {
  if (!isHinted()) return tellFace({});
  const response = await fetch('/api/viewer', { signal });
  tellFace((await response.json()) as Parameters<typeof tellFace>[0]);
}
