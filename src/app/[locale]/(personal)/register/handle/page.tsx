import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { ChooseHandleForm } from '@/domains/accounts/components/choose-handle-form';
import { readArrival } from '@/domains/accounts/elsewhere';
import { isHandleTaken } from '@/domains/accounts/queries';
import { providerNames, suggestHandle } from '@/domains/accounts/rules';
import { currentViewer } from '@/domains/accounts/viewer';
import { type Locale, localePath } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { siteOrigin } from '@/platform/env';
import { Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accounts');
  return { title: t('choose-handle'), robots: { index: false } };
}

/** Where somebody who came from GitHub or Google chooses a handle and becomes a member. Whoever did not come from there registers. */
export default async function ChooseHandlePage() {
  const [viewer, arrival, t, locale] = await Promise.all([
    currentViewer(),
    readArrival(),
    getTranslations('accounts'),
    rootLocale() as Promise<Locale>,
  ]);
  if (viewer) redirect(localePath('/', locale));
  if (!arrival) redirect(localePath('/register', locale));
  const suggestion = suggestHandle(arrival.name);
  const suggested = suggestion && !(await isHandleTaken(suggestion)) ? suggestion : '';
  const address = `${new URL(siteOrigin()).host}${localePath('/people', locale)}/…`;
  const words = { handle: t('handle'), handleHint: t('handle-hint', { address }), join: t('join') };
  const lead = t('choose-handle-lead', { name: providerNames[arrival.provider], email: arrival.email });
  return (
    <Page narrow>
      <PageTitle lead={lead}>{t('choose-handle')}</PageTitle>
      <ChooseHandleForm suggested={suggested} words={words}>
        <p className="text-13 text-ink-2">
          {t.rich('join-agree', {
            terms: (words) => (
              <SiteLink href="/terms" className="text-ink underline">
                {words}
              </SiteLink>
            ),
            privacy: (words) => (
              <SiteLink href="/privacy" className="text-ink underline">
                {words}
              </SiteLink>
            ),
          })}
        </p>
      </ChooseHandleForm>
    </Page>
  );
}
