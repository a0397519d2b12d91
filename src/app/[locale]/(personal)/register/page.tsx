import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { OtherWays } from '@/domains/accounts/components/other-ways';
import { passwordWords } from '@/domains/accounts/components/password-words';
import { RegisterForm } from '@/domains/accounts/components/register-form';
import { currentViewer } from '@/domains/accounts/viewer';
import { type Locale, localePath, safeBack } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { siteOrigin } from '@/platform/env';
import { Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { searchParams: Promise<{ back?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accounts');
  return { title: t('register'), robots: { index: false } };
}

/** Where visitors become members; whoever is one already is led on. */
export default async function RegisterPage({ searchParams }: Props) {
  const { back } = await searchParams;
  const [viewer, t, locale] = await Promise.all([
    currentViewer(),
    getTranslations('accounts'),
    rootLocale() as Promise<Locale>,
  ]);
  const target = typeof back === 'string' ? safeBack(back) : undefined;
  if (viewer) redirect(localePath(target ?? '/', locale));
  return (
    <Page narrow>
      <PageTitle lead={t('register-lead')}>{t('register')}</PageTitle>
      <RegisterForm back={target} words={await formWords(locale)}>
        <p className="text-13 text-ink-2">
          {t.rich('register-agree', {
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
      </RegisterForm>
      <OtherWays back={target} />
      <p className="mt-10 flex flex-wrap items-center gap-x-3 text-ink-2">
        {t('have-account')}
        <SiteLink
          href={target ? `/sign-in?back=${encodeURIComponent(target)}` : '/sign-in'}
          className="target inline-flex items-center text-ink underline"
        >
          {t('sign-in')}
        </SiteLink>
      </p>
    </Page>
  );
}

async function formWords(locale: Locale) {
  const t = await getTranslations('accounts');
  const address = `${new URL(siteOrigin()).host}${localePath('/people', locale)}/…`;
  return {
    ...passwordWords(t),
    email: t('email'),
    emailHint: t('register-email-hint'),
    handle: t('handle'),
    handleHint: t('handle-hint', { address }),
    password: t('password'),
    passwordHint: t('password-hint'),
    trap: t('trap'),
    register: t('register'),
  };
}
