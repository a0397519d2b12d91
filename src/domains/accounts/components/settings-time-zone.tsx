'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { SelectField, type SelectFieldProps } from '@/ui/field';

/**
 * The member's time zone. Whoever never chose one has UTC: there the browser's own is filled in, and said to be no more than that. Without JavaScript it
 * stays what it is.
 */
export function SettingsTimeZone({
  kept,
  ...field
}: Pick<SelectFieldProps, 'id' | 'name' | 'error' | 'choices'> & { kept: string }) {
  const t = useTranslations('accounts');
  const [chosen, choose] = useState(kept);
  const [suggested, suggest] = useState<string>();
  const { choices } = field;
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    if (kept !== 'UTC' || timeZone === 'UTC' || !choices.some(({ value }) => value === timeZone)) return;
    suggest(timeZone);
    choose(timeZone);
  }, [kept, choices]);
  return (
    <SelectField
      {...field}
      label={t('time-zone')}
      hint={suggested && chosen === suggested && kept !== chosen ? t('time-zone-suggested') : t('time-zone-hint')}
      value={chosen}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}
