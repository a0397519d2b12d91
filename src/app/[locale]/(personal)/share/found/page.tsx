import type { Metadata } from 'next';
import { locale as rootLocale } from 'next/root-params';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { currentViewer } from '@/domains/accounts/viewer';
import { FoundPictures } from '@/domains/images/components/found-pictures';
import { defaultLocale, type Locale, localePath } from '@/i18n/routing';
import { Notice } from '@/ui/notice';
import { Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('images');
  return { title: t('found-title'), robots: { index: false } };
}

/**
 * Where the bookmarklet leads. What it found stands behind the "#", which only the browser knows: so a visitor is not sent away to sign in, but keeps it in the
 * tab and is shown the way.
 */
export default async function FoundPage() {
  const [viewer, locale, t, { images, refusals }] = await Promise.all([
    currentViewer(),
    rootLocale() as Promise<Locale>,
    getTranslations('images'),
    getMessages(),
  ]);
  const places = {
    profile: localePath(viewer ? `/people/${viewer.handle}` : '/', locale),
    bookmarklet: localePath('/share/bookmarklet', locale),
    prefix: locale === defaultLocale ? '' : `/${locale}`,
  };
  return (
    <Page>
      <PageTitle lead={t('found-lead')}>{t('found-title')}</PageTitle>
      <noscript>
        <Notice>{t('found-needs-script')}</Notice>
      </noscript>
      <NextIntlClientProvider messages={{ images, refusals }}>
        <FoundPictures signIn={viewer ? null : localePath('/sign-in?back=/share/found', locale)} places={places} />
      </NextIntlClientProvider>
    </Page>
  );
}
