'use client';
import { useState } from 'react';
import { Field, type FieldProps } from '@/ui/field';

export type PasswordWords = { show: string; hide: string; showTyped: string; hideTyped: string };

/** A password, hidden until its owner wants to see it. Without JavaScript it stays hidden. */
export function PasswordField({ words, ...field }: Omit<FieldProps, 'type'> & { words: PasswordWords }) {
  const [isShown, setShown] = useState(false);
  return (
    <div className="relative">
      <Field {...field} type={isShown ? 'text' : 'password'} autoCapitalize="none" spellCheck={false} />
      <button
        type="button"
        className="needs-script absolute -top-2.25 right-0 min-h-10 min-w-11 text-right text-15 text-ink-2 underline decoration-line hover:decoration-current"
        aria-label={isShown ? words.hideTyped : words.showTyped}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? words.hide : words.show}
      </button>
    </div>
  );
}
