'use client';
import { useTranslations } from 'next-intl';
import { replacePassword } from '@/domains/accounts/actions';
import { CurrentPassword } from '@/domains/accounts/components/current-password';
import { PasswordField } from '@/domains/accounts/components/password-field';
import { passwordWords } from '@/domains/accounts/components/password-words';
import { useKeptForm } from '@/domains/accounts/components/proof-form';
import { SettingsForm } from '@/domains/accounts/components/settings-form';

/** Another password, or the first one of a member who signs in elsewhere. */
export function SettingsPassword({ hasPassword }: { hasPassword: boolean }) {
  const t = useTranslations('accounts');
  const kept = useKeptForm(replacePassword);
  const { refused } = kept;
  const words = { save: hasPassword ? t('password-change') : t('password-set'), saved: t('password-changed') };
  return (
    <SettingsForm kept={kept} words={words}>
      {hasPassword && <CurrentPassword id="current-password" error={refused?.fields.currentPassword} />}
      <PasswordField
        id="new-password"
        name="newPassword"
        words={passwordWords(t)}
        label={t('password-new')}
        hint={t('password-hint')}
        error={refused?.fields.newPassword}
        autoComplete="new-password"
        required
      />
    </SettingsForm>
  );
}
