import '../globals.css';
import type { Metadata, Viewport } from 'next';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { plainFace } from '@/app/[locale]/addresses';
import { SiteFrame } from '@/app/[locale]/site-frame';
import { isLocale, standIn } from '@/i18n/routing';
import { sans } from '@/ui/font';

/** One stand-in, so that nothing is drawn and nothing asked while the site is built: every page is made on its first visit. */
export const generateStaticParams = () => [{ locale: standIn }];

const icons: Metadata['icons'] = {
  icon: [
    { url: '/favicon.svg', type: 'image/svg+xml' },
    { url: '/icon-192.png', sizes: '192x192' },
  ],
  apple: '/apple-touch-icon.png',
};

/** The browser's own bars in the colour of the paper (`globals.css`). */
export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fdfdfb' },
    { media: '(prefers-color-scheme: dark)', color: '#131211' },
  ],
};

export async function generateMetadata(): Promise<Metadata> {
  const locale = await rootLocale();
  if (!isLocale(locale)) return { icons };
  const t = await getTranslations({ locale, namespace: 'site' });
  return { ...plainFace(t('tagline'), locale), icons };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await rootLocale();
  return (
    <html lang={locale === 'zh' ? 'zh-Hans' : 'en'} className={sans.variable}>
      <body>{isLocale(locale) ? <SiteFrame locale={locale}>{children}</SiteFrame> : children}</body>
    </html>
  );
}
