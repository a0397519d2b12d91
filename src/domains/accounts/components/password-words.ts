import type { useTranslations } from 'next-intl';
import type { PasswordWords } from '@/domains/accounts/components/password-field';

type Translations<Namespace extends string> = ReturnType<typeof useTranslations<Namespace & 'accounts'>>;

/** The words of a `PasswordField`'s button. */
export const passwordWords = (t: Translations<'accounts'>): PasswordWords => ({
  show: t('show'),
  hide: t('hide'),
  showTyped: t('show-typed'),
  hideTyped: t('hide-typed'),
});
