'use client';
import { type ReactNode, useActionState, useRef } from 'react';
import type { FormState } from '@/platform/form-state';
import { idle } from '@/platform/form-state';
import { useFirstError } from '@/ui/first-error';
import { Notice } from '@/ui/notice';

/**
 * A form of buttons named `provider`, each for an account elsewhere. `back` is where to go in the end. Works without
 * JavaScript.
 */
export function ElsewhereForm(props: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  back?: string | undefined;
  className?: string;
  children: ReactNode;
}) {
  const [state, send] = useActionState(props.action, idle);
  const form = useRef<HTMLFormElement>(null);
  useFirstError(form, state);
  return (
    <form ref={form} action={send} className={props.className}>
      <Notice tone="bad">{state.status === 'refused' && state.message}</Notice>
      {props.back && <input type="hidden" name="back" value={props.back} />}
      {props.children}
    </form>
  );
}
