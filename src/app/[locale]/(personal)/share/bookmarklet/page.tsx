import type { Metadata } from 'next';
import { locale as rootLocale } from 'next/root-params';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { bookmarkletFor } from '@/domains/images/components/bookmarklet';
import { BookmarkletCode, BookmarkletLink } from '@/domains/images/components/bookmarklet-link';
import { type Locale, localePath } from '@/i18n/routing';
import { siteOrigin } from '@/platform/env';
import { Page, PageTitle, Part } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('images');
  return { title: t('bookmarklet-title'), robots: { index: false } };
}

/** How to share pictures of pages elsewhere by a bookmark, and the bookmark itself. It is the same for everybody. */
export default async function BookmarkletPage() {
  // The site's own address is known when it runs, not when it is built.
  await connection();
  const [locale, t] = await Promise.all([rootLocale() as Promise<Locale>, getTranslations('images')]);
  const address = bookmarkletFor(siteOrigin() + localePath('/share/found', locale));
  const words = {
    name: t('bookmarklet-name'),
    drag: t('bookmarklet-drag'),
    code: t('bookmarklet-code'),
    copy: t('bookmarklet-copy'),
    copied: t('bookmarklet-copied'),
    byHand: t('bookmarklet-by-hand'),
  };
  const steps = (kind: 'desk' | 'phone') => (
    <ol className="mb-6 list-decimal space-y-2 pl-5">
      {([1, 2, 3] as const).map((step) => (
        <li key={step}>{t(`bookmarklet-${kind}-${step}`)}</li>
      ))}
    </ol>
  );
  return (
    <Page narrow>
      <PageTitle lead={t('bookmarklet-lead')}>{t('bookmarklet-title')}</PageTitle>
      {steps('desk')}
      <BookmarkletLink address={address} words={words} />
      <Part id="by-hand" title={t('bookmarklet-phone')}>
        {steps('phone')}
        <BookmarkletCode address={address} words={words} />
      </Part>
      <Part id="what" title={t('bookmarklet-what')}>
        <p className="max-w-text text-ink-2">{t('bookmarklet-what-text')}</p>
      </Part>
    </Page>
  );
}
