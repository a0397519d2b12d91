'use client';
import { useActionState, useRef } from 'react';
import { signInWithPassword } from '@/domains/accounts/actions';
import { idle } from '@/platform/form-state';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { useFirstError } from '@/ui/first-error';
import { Notice } from '@/ui/notice';

type Words = { login: string; password: string; signIn: string };

/** E-mail or handle, and the password. `back` is where to go afterwards, a path of this site. Works without JavaScript. */
export function SignInForm({ back, words }: { back?: string; words: Words }) {
  const [state, signIn, isPending] = useActionState(signInWithPassword, idle);
  const form = useRef<HTMLFormElement>(null);
  useFirstError(form, state);
  const refused = state.status === 'refused' ? state : null;
  return (
    <form ref={form} action={signIn} className="flex max-w-form flex-col gap-6" noValidate>
      <Notice tone="bad">{refused?.message}</Notice>
      <Field
        id="login"
        name="login"
        label={words.login}
        error={refused?.fields.login}
        defaultValue={refused?.values.login}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <Field
        id="password"
        name="password"
        type="password"
        label={words.password}
        error={refused?.fields.password}
        autoComplete="current-password"
        required
      />
      {back && <input type="hidden" name="back" value={back} />}
      <Button tone="next" className="self-start" aria-disabled={isPending}>
        {words.signIn}
      </Button>
    </form>
  );
}
