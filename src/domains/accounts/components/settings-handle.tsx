'use client';
import { useTranslations } from 'next-intl';
import { takeHandle } from '@/domains/accounts/actions';
import { useKeptForm } from '@/domains/accounts/components/proof-form';
import { SettingsForm } from '@/domains/accounts/components/settings-form';
import { Field } from '@/ui/field';

/** A member's handle, and another one. `address` is where people's pages stand, as it is written in hints. */
export function SettingsHandle({ handle, address }: { handle: string; address: string }) {
  const t = useTranslations('accounts');
  const kept = useKeptForm(takeHandle);
  const { refused } = kept;
  return (
    <SettingsForm kept={kept} saved={handle} words={{ save: t('handle-change'), saved: t('handle-changed') }}>
      <Field
        id="new-handle"
        name="handle"
        label={t('handle')}
        hint={t('handle-hint', { address })}
        error={refused?.fields.handle}
        defaultValue={refused?.values.handle ?? handle}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
    </SettingsForm>
  );
}
