'use client';
import { forgotPassword } from '@/domains/accounts/actions';
import { useProofForm } from '@/domains/accounts/components/proof-form';
import { ProofTrap } from '@/domains/accounts/components/proof-trap';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';

type Words = Record<'email' | 'emailHint' | 'trap' | 'send', string>;

/** The e-mail of an account whose password is forgotten; whether there is one is told to nobody. Works without JavaScript. */
export function ForgottenForm({ words }: { words: Words }) {
  const { form, refused, notice, isPending } = useProofForm(forgotPassword);
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
      <ProofTrap words={words.trap} />
      <Button tone="next" className="self-start" aria-disabled={isPending}>
        {words.send}
      </Button>
    </form>
  );
}
