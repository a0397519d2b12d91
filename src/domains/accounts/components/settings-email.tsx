'use client';
import { useTranslations } from 'next-intl';
import { changeEmail } from '@/domains/accounts/actions';
import { CurrentPassword } from '@/domains/accounts/components/current-password';
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
      {hasPassword && <CurrentPassword id="email-password" error={refused?.fields.currentPassword} />}
      <ProofTrap words={t('trap')} />
    </SettingsForm>
  );
}
