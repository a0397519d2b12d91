'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { askNewCode, confirmCode } from '@/domains/accounts/actions';
import { PasswordField, type PasswordWords } from '@/domains/accounts/components/password-field';
import { useKeptForm, useProofForm } from '@/domains/accounts/components/proof-form';
import { ProofTrap } from '@/domains/accounts/components/proof-trap';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';

type Words = PasswordWords &
  Record<'code' | 'codeHint' | 'handle' | 'handleHint' | 'password' | 'passwordHint' | 'confirm', string>;

/**
 * The six digits of a mail, and what the wish behind them wants besides: a new password (`isNewPassword`), or another handle once somebody else was
 * quicker. `back` is where to go afterwards, a path of this site. Works without JavaScript.
 */
export function ConfirmForm({ back, isNewPassword, words }: { back?: string; isNewPassword: boolean; words: Words }) {
  const { form, refused, notice, isPending } = useKeptForm(confirmCode);
  const isHandleAsked = refused?.code === 'accounts.handle-taken' || refused?.values.handle !== undefined;
  return (
    <form {...form} className="flex max-w-form flex-col gap-6">
      <Notice tone="bad">{notice}</Notice>
      <Field
        id="code"
        name="code"
        label={words.code}
        hint={words.codeHint}
        error={refused?.fields.code}
        defaultValue={refused?.values.code}
        className="figures max-w-60 py-3 text-28! tracking-[0.3em]"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
      />
      {isHandleAsked && <AnotherHandle words={words} refused={refused} />}
      {isNewPassword && (
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
      )}
      {back && <input type="hidden" name="back" value={back} />}
      <Button tone="next" className="self-start" aria-disabled={isPending}>
        {words.confirm}
      </Button>
    </form>
  );
}

/** Somebody was quicker with the handle that was wished for. */
function AnotherHandle({ words, refused }: { words: Words; refused: ReturnType<typeof useKeptForm>['refused'] }) {
  return (
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
  );
}

/** Has a new code sent for the same wish; the page then says what it says of a fresh code. Works without JavaScript. */
export function NewCodeForm({ words }: { words: Record<'ask' | 'asked' | 'trap', string> }) {
  const { form, state, notice, isPending } = useProofForm(askNewCode);
  const router = useRouter();
  useEffect(() => {
    if (state.status === 'done') router.refresh();
  }, [state, router]);
  return (
    <form {...form} className="flex flex-col items-start gap-4">
      <ProofTrap words={words.trap} />
      <Notice tone="bad">{notice}</Notice>
      <Notice tone="good">{state.status === 'done' && words.asked}</Notice>
      <Button aria-disabled={isPending}>{words.ask}</Button>
    </form>
  );
}
