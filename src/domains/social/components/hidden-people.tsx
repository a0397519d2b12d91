'use client';
import { useLayoutEffect } from 'react';
import { useHidden } from './relations';

const kept = 'vitrine-hidden';

/** The one stylesheet that blanks cards; `blankAtOnce` makes it before the page is drawn. */
const shared = () => window as typeof window & { vitrineHidden?: CSSStyleSheet };

/**
 * The rule that blanks the cards of these people: their place stays as large as it is, and nothing in it is seen, focused or read out. Only handles get in.
 */
export function blankingRule(handles: readonly unknown[]): string {
  const ours = handles.filter((handle) => typeof handle === 'string' && /^\w+$/.test(handle));
  const cards = ours.map((handle) => `[data-by="${handle}"]`).join();
  return ours.length > 0
    ? `:is(${cards}) > * { visibility: hidden !important } :is(${cards}) { background: var(--wall) }`
    : '';
}

/** Puts what this tab last knew on the page, also on one that comes back from the browser's own store. */
function blankAsKept() {
  const { vitrineHidden: sheet } = shared();
  let rule = '';
  try {
    rule = sessionStorage.getItem(kept) ?? '';
  } catch {
    // A browser that keeps nothing: the answer of the site blanks them, a moment later.
  }
  if (sheet) return sheet.replaceSync(rule);
  const made = new CSSStyleSheet();
  made.replaceSync(rule);
  shared().vitrineHidden = made;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, made];
}

function keep(rule: string) {
  try {
    if (rule) sessionStorage.setItem(kept, rule);
    else sessionStorage.removeItem(kept);
  } catch {
    // As above.
  }
}

/**
 * Keeps those whom a member blocked or muted out of pages that are the same for everybody: each card carries whose it is (`data-by`), and theirs become quiet
 * blanks. Holds at once on the next page of the tab, and after Back; forgotten with who was looking.
 */
export function HiddenPeople() {
  const hidden = useHidden();
  useLayoutEffect(() => {
    blankAsKept();
    const onShow = ({ persisted }: PageTransitionEvent) => persisted && blankAsKept();
    window.addEventListener('pageshow', onShow);
    return () => window.removeEventListener('pageshow', onShow);
  }, []);
  useLayoutEffect(() => {
    if (hidden === null) return;
    const rule = blankingRule(hidden);
    keep(rule);
    shared().vitrineHidden?.replaceSync(rule);
  }, [hidden]);
  return (
    <script
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours; it runs before the cards below it are drawn, where a component comes too late
      dangerouslySetInnerHTML={{ __html: blankAtOnce }}
    />
  );
}

/** `blankAsKept`, for a document that has just begun and has no sheet yet. */
const blankAtOnce = `try{var s=new CSSStyleSheet;s.replaceSync(sessionStorage.getItem("${kept}")||"");window.vitrineHidden=s;document.adoptedStyleSheets=[s]}catch(e){}`;
