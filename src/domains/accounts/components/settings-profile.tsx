'use client';
import { useTranslations } from 'next-intl';
import { changeProfile } from '@/domains/accounts/actions';
import { useKeptForm } from '@/domains/accounts/components/proof-form';
import { SettingsForm } from '@/domains/accounts/components/settings-form';
import { SettingsTimeZone } from '@/domains/accounts/components/settings-time-zone';
import { Field, SelectField, TextField } from '@/ui/field';

type Profile = Record<'name' | 'bio' | 'city' | 'locale' | 'timeZone', string> & { birthday: string | null };
type Choices = readonly { value: string; label: string }[];

/** What a member says about themselves. */
export function SettingsProfile({ own, zones, languages }: { own: Profile; zones: Choices; languages: Choices }) {
  const t = useTranslations('accounts');
  const kept = useKeptForm(changeProfile);
  const { refused } = kept;
  const shown = { ...own, birthday: own.birthday ?? '', ...refused?.values };
  const told = (name: keyof typeof shown) => ({ id: name, name, error: refused?.fields[name] });
  const typed = (name: keyof typeof shown) => ({ ...told(name), defaultValue: shown[name] });
  return (
    <SettingsForm kept={kept} saved={JSON.stringify(own)} words={{ save: t('save'), saved: t('saved') }} tone="next">
      <Field {...typed('name')} label={t('name')} hint={t('name-hint')} autoComplete="name" required />
      <TextField {...typed('bio')} label={t('bio')} optional={t('optional')} hint={t('bio-hint')} rows={4} />
      <Field {...typed('city')} label={t('city')} optional={t('optional')} autoComplete="address-level2" />
      <Field
        {...typed('birthday')}
        type="date"
        label={t('birthday')}
        optional={t('optional')}
        hint={t('birthday-hint')}
        min="1900-01-01"
        autoComplete="bday"
      />
      <SelectField {...typed('locale')} label={t('language')} hint={t('language-hint')} choices={languages} />
      <SettingsTimeZone {...told('timeZone')} kept={shown.timeZone} choices={zones} />
    </SettingsForm>
  );
}
