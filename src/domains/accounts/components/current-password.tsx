'use client';
import { useTranslations } from 'next-intl';
import { PasswordField } from '@/domains/accounts/components/password-field';
import { passwordWords } from '@/domains/accounts/components/password-words';

/** The password once more, before something a stranger at an open screen must not do. Its field is `currentPassword`. */
export function CurrentPassword({ id, error }: { id: string; error: string | undefined }) {
  const t = useTranslations('accounts');
  return (
    <PasswordField
      id={id}
      name="currentPassword"
      words={passwordWords(t)}
      label={t('password-current')}
      error={error}
      autoComplete="current-password"
      required
    />
  );
}
