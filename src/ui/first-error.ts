'use client';
import { type RefObject, useEffect } from 'react';

/** After a form came back refused, puts the focus on its first wrong field, or on the message over it. `answer` changes with each answer. */
export function useFirstError(form: RefObject<HTMLElement | null>, answer: { status: string }) {
  useEffect(() => {
    if (answer.status !== 'refused') return;
    const find = (selector: string) => form.current?.querySelector<HTMLElement>(selector);
    (find('[aria-invalid="true"]') ?? find('[role="alert"]'))?.focus();
  }, [form, answer]);
}
