'use client';
import { useEffect, useSyncExternalStore } from 'react';
import { type Answer, addQuestion, askFace, hearAnswers } from '@/domains/accounts/components/face';
import type { BoundaryKind } from '../rules';

/** What whoever is looking has to do with somebody. */
export type Relation = { isFollowed: boolean; boundary: BoundaryKind | null };

/** How many handles one call asks about. */
const most = 50;

/** What is known, by handle; made anew with each change. `hidden`: whose cards are blanked, the newest first. */
type Known = { people: Record<string, Relation>; hidden: readonly string[] };

const nothing: Known = { people: {}, hidden: [] };
let known = nothing;
/** Who is looking, null for a visitor; undefined until the first answer. */
let looking: string | null | undefined;
const listeners = new Set<() => void>();
/** How many parts of the page show this person, and who of them has been asked about. */
const shown = new Map<string, number>();
const asked = new Set<string>();

function keep(next: Known) {
  known = next;
  for (const hear of listeners) hear();
}

function hearAnswer({ handle = null, people, hidden }: Answer) {
  const isSame = handle !== null && handle === looking;
  looking = handle;
  if (handle === null) return keep(nothing);
  const told = (people ?? {}) as Known['people'];
  // Also those nobody asked about here: an image's page answers of its owner.
  for (const each of Object.keys(told)) asked.add(each);
  keep({
    people: { ...(isSame ? known.people : {}), ...told },
    hidden: (hidden as string[] | undefined) ?? known.hidden,
  });
  // More people on the page than one call asks about.
  askAboutOthers();
}

const unasked = () => [...shown.keys()].filter((handle) => !asked.has(handle)).slice(0, most);
let isAsking = false;

function askAboutOthers() {
  if (isAsking || !looking || unasked().length === 0) return;
  isAsking = true;
  askFace()
    .catch(() => undefined)
    .finally(() => {
      isAsking = false;
    });
}

if (typeof window !== 'undefined') {
  addQuestion(() => {
    const handles = unasked();
    for (const handle of handles) asked.add(handle);
    return handles.length > 0 ? ['people', handles.join(',')] : null;
  });
  hearAnswers(hearAnswer);
}

/** Keeps what was just changed on this page, at once, and the way back when it was refused. */
export function tellRelation(handle: string, change: Partial<Relation>) {
  const before = known.people[handle] ?? { isFollowed: false, boundary: null };
  const after = { ...before, ...change };
  const others = known.hidden.filter((each) => each !== handle);
  // A block ends a follow.
  if (after.boundary === 'block') after.isFollowed = false;
  const hidden = 'boundary' in change ? (after.boundary ? [handle, ...others] : others) : known.hidden;
  keep({ people: { ...known.people, [handle]: after }, hidden });
}

function listen(hear: () => void) {
  listeners.add(hear);
  return () => {
    listeners.delete(hear);
  };
}

/**
 * What whoever is looking has to do with a person shown on the page. `given`: what the server knew when it drew a page that knows who is looking; without it
 * the page is the same for everybody, and it is asked. Undefined until the answer is there, and for visitors.
 */
export function useRelation(handle: string, given?: Relation): Relation | undefined {
  const isGiven = given !== undefined;
  useEffect(() => {
    if (isGiven) return;
    shown.set(handle, (shown.get(handle) ?? 0) + 1);
    askAboutOthers();
    return () => {
      const left = (shown.get(handle) ?? 1) - 1;
      if (left > 0) shown.set(handle, left);
      else {
        shown.delete(handle);
        // The next page that shows them asks again.
        asked.delete(handle);
      }
    };
  }, [handle, isGiven]);
  const told = useSyncExternalStore(
    listen,
    () => known.people[handle],
    () => undefined,
  );
  return told ?? given;
}

/** Whose cards are to be blanked; null until anything is known of that. */
export function useHidden(): readonly string[] | null {
  return useSyncExternalStore(
    listen,
    () => (looking === undefined ? null : known.hidden),
    () => null,
  );
}
