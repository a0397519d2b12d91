'use client';
import { signInWithPassword } from '@/domains/accounts/actions';
import { PasswordField, type PasswordWords } from '@/domains/accounts/components/password-field';
import { useKeptForm } from '@/domains/accounts/components/proof-form';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';

type Words = PasswordWords & { login: string; password: string; signIn: string };

/** E-mail or handle, and the password. `back` is where to go afterwards, a path of this site. Works without JavaScript. */
export function SignInForm({ back, words }: { back?: string; words: Words }) {
  const { form, refused, notice, isPending } = useKeptForm(signInWithPassword);
  return (
    <form {...form} className="flex max-w-form flex-col gap-6">
      <Notice tone="bad">{notice}</Notice>
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
      <PasswordField
        id="password"
        name="password"
        words={words}
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
