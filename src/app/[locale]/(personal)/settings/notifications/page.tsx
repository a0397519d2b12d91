import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { currentViewer } from '@/domains/accounts/viewer';
import { TellingForm } from '@/domains/notifications/components/telling-form';
import { findTellingChoices } from '@/domains/notifications/queries';
import { type Locale, localePath } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notifications');
  return { title: t('settings'), robots: { index: false } };
}

/** What a member wants to be told, and where. */
export default async function TellingSettings() {
  const [viewer, locale, t, { notifications }] = await Promise.all([
    currentViewer(),
    rootLocale() as Promise<Locale>,
    getTranslations('notifications'),
    getMessages(),
  ]);
  if (!viewer) redirect(localePath('/sign-in?back=/settings/notifications', locale));
  return (
    <Page narrow>
      <PageTitle lead={t('settings-lead')}>{t('settings')}</PageTitle>
      <NextIntlClientProvider messages={{ notifications }}>
        <TellingForm choices={await findTellingChoices(viewer)} />
      </NextIntlClientProvider>
      <SiteLink href="/settings" className="target mt-8 inline-flex items-center underline">
        {t('all-settings')}
      </SiteLink>
    </Page>
  );
}
