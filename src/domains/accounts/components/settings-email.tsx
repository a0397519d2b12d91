'use client';
import { useTranslations } from 'next-intl';
import { changeEmail } from '@/domains/accounts/actions';
import { PasswordField } from '@/domains/accounts/components/password-field';
import { passwordWords } from '@/domains/accounts/components/password-words';
import { useProofForm } from '@/domains/accounts/components/proof-form';
import { ProofTrap } from '@/domains/accounts/components/proof-trap';
import { SettingsForm } from '@/domains/accounts/components/settings-form';
import { Field } from '@/ui/field';

/** Another e-mail: a code goes there, and is asked for on the next page. */
export function SettingsEmail({ hasPassword }: { hasPassword: boolean }) {
  const t = useTranslations('accounts');
  const kept = useProofForm(changeEmail);
  const { refused } = kept;
  return (
    <SettingsForm kept={kept} words={{ save: t('email-change'), saved: t('saved') }}>
      <Field
        id="new-email"
        name="email"
        type="email"
        label={t('email-new')}
        hint={t('email-new-hint')}
        error={refused?.fields.email}
        defaultValue={refused?.values.email}
        autoComplete="email"
        required
      />
      {hasPassword && (
        <PasswordField
          id="email-password"
          name="currentPassword"
          words={passwordWords(t)}
          label={t('password-current')}
          error={refused?.fields.currentPassword}
          autoComplete="current-password"
          required
        />
      )}
      <ProofTrap words={t('trap')} />
    </SettingsForm>
  );
}
