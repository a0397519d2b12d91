'use client';
import type { ReactNode } from 'react';
import { register } from '@/domains/accounts/actions';
import { PasswordField, type PasswordWords } from '@/domains/accounts/components/password-field';
import { useProofForm } from '@/domains/accounts/components/proof-form';
import { ProofTrap } from '@/domains/accounts/components/proof-trap';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';

type Words = PasswordWords &
  Record<'email' | 'emailHint' | 'handle' | 'handleHint' | 'password' | 'passwordHint' | 'trap' | 'register', string>;

/**
 * E-mail, handle and password; a code goes to the e-mail. `back` is where to go in the end, a path of this site; `children` what one agrees to. Works
 * without JavaScript.
 */
export function RegisterForm({ back, words, children }: { back?: string; words: Words; children: ReactNode }) {
  const { form, refused, notice, isPending } = useProofForm(register);
  return (
    <form {...form} className="flex max-w-form flex-col gap-6">
      <Notice tone="bad">{notice}</Notice>
      <Field
        id="email"
        name="email"
        type="email"
        label={words.email}
        hint={words.emailHint}
        error={refused?.fields.email}
        defaultValue={refused?.values.email}
        autoComplete="email"
        required
      />
      <Field
        id="handle"
        name="handle"
        label={words.handle}
        hint={words.handleHint}
        error={refused?.fields.handle}
        defaultValue={refused?.values.handle}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <PasswordField
        id="password"
        name="password"
        words={words}
        label={words.password}
        hint={words.passwordHint}
        error={refused?.fields.password}
        autoComplete="new-password"
        required
      />
      <ProofTrap words={words.trap} />
      {back && <input type="hidden" name="back" value={back} />}
      {children}
      <Button tone="next" className="self-start" aria-disabled={isPending}>
        {words.register}
      </Button>
    </form>
  );
}
