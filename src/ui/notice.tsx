import type { ReactNode } from 'react';
import { classes } from '@/ui/classes';

const tones = {
  plain: 'border-ink-2 text-ink',
  good: 'border-ok text-ok',
  bad: 'border-danger text-danger',
} as const;

/**
 * A message that stands where the person is looking, and stays. `bad` is announced at once; the others wait their turn.
 * Put the empty `Notice` on the screen first when its words come later by script: only then are they read out.
 */
export function Notice({ tone = 'plain', children }: { tone?: keyof typeof tones; children?: ReactNode }) {
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      tabIndex={-1}
      className={classes(children ? ['border-l-2 py-1 pl-4', tones[tone]].join(' ') : 'sr-only')}
    >
      {children}
    </div>
  );
}
