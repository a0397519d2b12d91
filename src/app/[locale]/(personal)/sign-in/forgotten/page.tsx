import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ForgottenForm } from '@/domains/accounts/components/forgotten-form';
import { SiteLink } from '@/i18n/site-link';
import { Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accounts');
  return { title: t('forgotten-title'), robots: { index: false } };
}

/** Where somebody without their password has a code sent. It says the same to everybody. */
export default async function ForgottenPage() {
  const t = await getTranslations('accounts');
  const words = {
    email: t('email'),
    emailHint: t('forgotten-hint'),
    trap: t('trap'),
    send: t('send-code'),
  };
  return (
    <Page narrow>
      <PageTitle lead={t('forgotten-lead')}>{t('forgotten-title')}</PageTitle>
      <ForgottenForm words={words} />
      <p className="mt-10">
        <SiteLink href="/sign-in" className="target inline-flex items-center underline">
          {t('back-to-sign-in')}
        </SiteLink>
      </p>
    </Page>
  );
}
