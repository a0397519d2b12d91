/** A wall with more than its first page: where that one leads on to, its images (HTML), those of the later pages, the address of the next, and how far it was scrolled. */
export type Wall = { first: string; lead: string; pages: string[]; next: string | null; top: number };

const prefix = 'vitrine-wall:';
const mark = 'vitrineWall';

/** What is older may show what is gone: then the list begins anew. */
const keptMinutes = 30;

/** Where the browser is: an entry of its history, which carries a word of ours once more hangs than was drawn. */
export function placeInHistory() {
  const key = prefix + window.location.pathname + window.location.search;
  const known: string | undefined = window.history.state?.[mark];
  const id = known ?? `${Date.now()}-${Math.random()}`;
  return {
    /** What hung here when it was left: null where that is not known (any more), "new" where nobody was before. */
    before: known === undefined ? ('new' as const) : read(key, known),
    /** Says that this entry is one to come back to. */
    remember() {
      // What Next keeps there stays.
      if (window.history.state?.[mark] !== id) window.history.replaceState({ ...window.history.state, [mark]: id }, '');
    },
    keep(wall: Wall) {
      const kept = JSON.stringify({ id, at: Date.now(), wall });
      try {
        write(key, kept);
      } catch {
        // A browser that keeps nothing: the list begins anew.
      }
    },
  };
}

function read(key: string, id: string): Wall | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return kept?.id === id && Date.now() - kept.at < keptMinutes * 60_000 ? kept.wall : null;
  } catch {
    return null;
  }
}

function write(key: string, kept: string) {
  try {
    sessionStorage.setItem(key, kept);
  } catch {
    // No room: the other walls go, this one is the last that was looked at.
    for (const each of Object.keys(sessionStorage)) if (each.startsWith(prefix)) sessionStorage.removeItem(each);
    sessionStorage.setItem(key, kept);
  }
}
