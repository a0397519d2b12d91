import type { ButtonHTMLAttributes } from 'react';
import { classes } from '@/ui/classes';

/** `next`: the one thing to do next on this screen. `calm`: what may also be done. `bare`: words alone. `grave`: what cannot be undone. */
export type ButtonTone = 'next' | 'calm' | 'bare' | 'grave';

const tones: Record<ButtonTone, string> = {
  next: 'bg-accent text-accent-ink hover:bg-[color-mix(in_srgb,var(--accent)_86%,var(--ink))] px-5',
  calm: 'bg-wall text-ink hover:bg-line px-5',
  bare: 'text-ink underline decoration-line hover:decoration-current px-2',
  grave: 'text-danger underline decoration-transparent hover:decoration-current px-2',
};

/** The look of a button, for links that lead to the next step. */
export function buttonLook(tone: ButtonTone = 'calm', more?: string): string {
  return classes(
    'target inline-flex items-center justify-center gap-2 rounded-control py-2 text-15 font-medium no-underline transition-colors',
    // Windows' high contrast drops backgrounds: the transparent edge becomes visible there.
    'border border-transparent disabled:opacity-55 aria-disabled:opacity-55',
    tones[tone],
    more,
  );
}

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { tone?: ButtonTone };

/** A button; its words are a verb. Sends its form unless told otherwise. */
export function Button({ tone, className, type = 'submit', ...rest }: ButtonProps) {
  return <button type={type} className={buttonLook(tone, className)} {...rest} />;
}
