import type { ReactNode } from 'react';
import { classes } from '@/ui/classes';

/** The main region: gutters, and room above and below. `narrow` suits a form or a text. Where the skip link leads. */
export function Page({ children, narrow, className }: { children: ReactNode; narrow?: boolean; className?: string }) {
  return (
    <main id="main" tabIndex={-1} className="grow">
      <div
        className={classes(
          'gutter mx-auto w-full pt-8 pb-20 tablet:pt-14',
          narrow ? 'max-w-[38rem]' : 'max-w-page',
          className,
        )}
      >
        {children}
      </div>
    </main>
  );
}

/** The one first heading of a screen, with an optional quiet line under it and something to do at its side. */
export function PageTitle({ children, lead, aside }: { children: ReactNode; lead?: ReactNode; aside?: ReactNode }) {
  return (
    <header className="mb-8 flex flex-wrap items-end justify-between gap-x-8 gap-y-4 tablet:mb-10">
      <div className="min-w-0">
        <h1 className="text-28 font-strong tracking-title tablet:text-40">{children}</h1>
        {lead && <p className="mt-3 max-w-text text-17 text-ink-2">{lead}</p>}
      </div>
      {aside}
    </header>
  );
}

/** A part of a screen under its own heading. `id` names the heading, so that the part can be found and linked to. */
export function Part(props: {
  id: string;
  title: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <section aria-labelledby={props.id} className={classes('mt-14 tablet:mt-20', props.className)}>
      <header className="mb-5 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id={props.id} className="text-20 font-strong tracking-title">
          {props.title}
        </h2>
        {props.aside}
      </header>
      {props.children}
    </section>
  );
}

/** An empty list says what would be here and offers the next step. */
export function Empty({ title, children, action }: { title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-3 py-6 tablet:py-10">
      <p className="text-20 font-strong">{title}</p>
      {children && <div className="max-w-text text-ink-2">{children}</div>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
