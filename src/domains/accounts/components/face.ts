'use client';
import { useSyncExternalStore } from 'react';

/** The person in front of a page that is the same for everybody, as far as this browser was told. */
export type Face = { handle: string; name: string; photo: string | null };

/** What `/api/viewer` and `/api/visit` answer: who it is (nothing of it for a visitor), and parts by name, which the domains that asked for them read. */
export type Answer = { [Part in keyof Face]?: Face[Part] | null } & { [part: string]: unknown };

let face: Face | null = null;
let answer: Answer | null = null;
const listeners = new Set<(answer: Answer) => void>();
const questions = new Set<() => [name: string, value: string] | null>();

/** Hears every answer from now on, and the last one at once if there was one. @returns how to hear no more */
export function hearAnswers(hear: (answer: Answer) => void) {
  listeners.add(hear);
  if (answer) hear(answer);
  return () => {
    listeners.delete(hear);
  };
}

/** Adds something to what is asked with who is looking: a name and a value for the query, or null for nothing this time. Once, when a module is loaded. */
export function addQuestion(question: () => [name: string, value: string] | null) {
  questions.add(question);
}

/** Keeps an answer of `/api/viewer` or `/api/visit` for every part of the page that wants to know. */
export function tellFace(told: Answer) {
  const { handle, name, photo } = told;
  answer = told;
  face = handle ? { handle, name: name ?? handle, photo: photo ?? null } : null;
  for (const hear of listeners) hear(told);
}

/** Who is looking; null for a visitor, on the server, and until the answer is there. */
export function useFace(): Face | null {
  return useSyncExternalStore(
    hearAnswers,
    () => face,
    () => null,
  );
}

/** The readable cookie that says whether asking is worth it; copies on one host are told apart by their port. */
function isHinted(): boolean {
  const names = ['__Host-vitrine-hint', 'vitrine-hint', `vitrine-hint-${window.location.port}`];
  return document.cookie.split('; ').some((cookie) => names.includes(cookie.split('=')[0] ?? ''));
}

let scheduled: Promise<void> | null = null;
let asking = new AbortController();

/**
 * Asks who is looking, if the hint says it is worth it; all who ask in one turn ask once. An answer that does not come costs nothing: the page reads as a
 * visitor's, and works.
 */
export function askFace(): Promise<void> {
  scheduled ??= atRest().then(() => {
    scheduled = null;
    return ask();
  });
  return scheduled;
}

/** In a moment: when every part of the page has come to life and said what it wants to know. Safari does not tell. */
const atRest = () =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(resolve, { timeout: 300 });
    else setTimeout(resolve, 50);
  });

async function ask() {
  if (!isHinted()) return tellFace({});
  const asked = new URLSearchParams([...questions].map((question) => question()).filter((each) => each !== null));
  const response = await fetch(`/api/viewer${asked.size > 0 ? `?${asked}` : ''}`, { signal: asking.signal });
  // A site in trouble does not say that nobody is there: what is known stays.
  if (response.ok) tellFace((await response.json()) as Answer);
}

/** Forgets who was looking, when they have signed out: an answer on its way says what was. */
export function forgetFace() {
  asking.abort();
  asking = new AbortController();
  tellFace({});
}
