import type { ReactNode } from 'react';

/** The first stop of the keyboard: over the header, straight to the screen's main region. */
export function SkipLink({ children }: { children: ReactNode }) {
  return (
    <a
      href="#main"
      className="target fixed top-2 left-2 z-30 -translate-y-24 bg-ink px-4 py-2.5 font-medium text-paper no-underline opacity-0 focus:translate-y-0 focus:opacity-100"
    >
      {children}
    </a>
  );
}

/**
 * The header of every screen. `name` is the site's mark and way home, `links` the main places (on a phone they live in the bar at the
 * bottom), `personal` what knows who is looking: its width is kept free from the start.
 */
export function Header({
  name,
  links,
  personal,
  label,
}: {
  name: ReactNode;
  links: ReactNode;
  personal: ReactNode;
  label: string;
}) {
  return (
    <header className="sticky top-0 z-20 bg-paper">
      <div className="gutter mx-auto flex h-(--header) max-w-page items-center gap-9">
        {name}
        <nav aria-label={label} className="hidden h-full items-center gap-7 tablet:flex">
          {links}
        </nav>
        <div className="ml-auto flex items-center gap-2">{personal}</div>
      </div>
    </header>
  );
}

/** Quiet links at the foot of every screen, the language among them, under a line that says where one is. */
export function Footer({ children, label, words }: { children: ReactNode; label: string; words: ReactNode }) {
  return (
    <footer className="border-t border-line pb-(--phone-bar) tablet:pb-0">
      <div className="gutter mx-auto max-w-page py-8 tablet:py-10">
        <p className="mb-3 text-15 text-ink-2">{words}</p>
        <nav aria-label={label} className="flex flex-wrap items-center gap-x-6">
          {children}
        </nav>
      </div>
    </footer>
  );
}

/** The main places under the thumb, on a phone only. Give it {@link PhoneBarItem}s. */
export function PhoneBar({ children, label }: { children: ReactNode; label: string }) {
  return (
    <nav
      aria-label={label}
      className="fixed inset-x-0 bottom-0 z-20 flex h-(--phone-bar) border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] tablet:hidden"
    >
      {children}
    </nav>
  );
}

/** How a link in the phone's bar looks: a drawing over a word. */
export const phoneBarItem =
  'flex grow basis-0 flex-col items-center justify-center gap-0.5 text-13 text-ink-2 no-underline aria-[current]:text-ink aria-[current]:font-medium';

/** How a link in the header or footer looks. */
export const plainLink =
  'word-target inline-flex items-center text-15 text-ink-2 no-underline hover:text-ink hover:underline aria-[current]:text-ink aria-[current]:underline aria-[current]:underline-offset-8';
