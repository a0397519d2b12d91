'use client';
import { useTranslations } from 'next-intl';
import { deleteOwnAccount } from '@/domains/accounts/actions';
import { CurrentPassword } from '@/domains/accounts/components/current-password';
import { useKeptForm } from '@/domains/accounts/components/proof-form';
import { Answer } from '@/domains/accounts/components/settings-form';
import { undoDays } from '@/domains/accounts/rules';
import { Button } from '@/ui/button';
import { Field } from '@/ui/field';
import { Notice } from '@/ui/notice';

/** The way out for good: what goes and when, and the password once more; from a member without one the handle. Works without JavaScript. */
export function DeleteAccount({ handle, hasPassword }: { handle: string; hasPassword: boolean }) {
  const t = useTranslations('accounts');
  const { form, state, refused, notice, isPending } = useKeptForm(deleteOwnAccount);
  return (
    <form {...form} className="flex max-w-form flex-col gap-6">
      <Answer isHere={state.status === 'refused'}>
        <Notice tone="bad">{notice}</Notice>
      </Answer>
      <ol className="flex list-decimal flex-col gap-2 pt-2 pl-5 marker:text-ink-2">
        <li>{t('delete-at-once')}</li>
        <li>{t('delete-back', { days: undoDays })}</li>
        <li>{t('delete-then')}</li>
      </ol>
      {hasPassword ? (
        <CurrentPassword id="delete-password" error={refused?.fields.currentPassword} />
      ) : (
        <Field
          id="delete-handle"
          name="handle"
          label={t('handle')}
          hint={t('delete-handle-hint', { handle })}
          error={refused?.fields.handle}
          defaultValue={refused?.values.handle}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
      )}
      <Button tone="grave" className="-ml-2 self-start" aria-disabled={isPending}>
        {t('delete-account')}
      </Button>
    </form>
  );
}
