'use client';
import { type ReactNode, useActionState, useRef } from 'react';
import { joinWithHandle } from '@/domains/accounts/actions';
import { idle } from '@/platform/form-state';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { useFirstError } from '@/ui/first-error';
import { Notice } from '@/ui/notice';

type Words = Record<'handle' | 'handleHint' | 'join', string>;

/** The last step of somebody who came from an account elsewhere. `children` is what one agrees to. Works without JavaScript. */
export function ChooseHandleForm(props: { suggested: string; words: Words; children: ReactNode }) {
  const [state, join, isPending] = useActionState(joinWithHandle, idle);
  const form = useRef<HTMLFormElement>(null);
  useFirstError(form, state);
  const refused = state.status === 'refused' ? state : null;
  return (
    <form ref={form} action={join} className="flex max-w-form flex-col gap-6" noValidate>
      <Notice tone="bad">{refused?.message}</Notice>
      <Field
        id="handle"
        name="handle"
        label={props.words.handle}
        hint={props.words.handleHint}
        error={refused?.fields.handle}
        defaultValue={refused?.values.handle ?? props.suggested}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      {props.children}
      <Button tone="next" className="self-start" aria-disabled={isPending}>
        {props.words.join}
      </Button>
    </form>
  );
}
