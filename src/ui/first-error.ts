'use client';
import { type RefObject, useEffect } from 'react';

/** After a form came back refused, puts the focus on its first wrong field, or on the message over it. `answer` changes with each answer. */
export function useFirstError(form: RefObject<HTMLElement | null>, answer: { status: string }) {
  useEffect(() => {
    if (answer.status !== 'refused') return;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus();
  }, [form, answer]);
}
