import '../globals.css';
import type { Metadata } from 'next';
import { locale as rootLocale } from 'next/root-params';
import type { ReactNode } from 'react';
import { SiteFrame } from '@/app/[locale]/site-frame';
import { isLocale, standIn } from '@/i18n/routing';
import { sans } from '@/ui/font';

/** One stand-in, so that nothing is drawn and nothing asked while the site is built: every page is made on its first visit. */
export const generateStaticParams = () => [{ locale: standIn }];

export const metadata: Metadata = {
  title: { default: 'Vitrine', template: '%s · Vitrine' },
  icons: {
    icon: [
      { url: '/favicon.svg', type: 'image/svg+xml' },
      { url: '/icon-192.png', sizes: '192x192' },
    ],
    apple: '/apple-touch-icon.png',
  },
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await rootLocale();
  return (
    <html lang={locale === 'zh' ? 'zh-Hans' : 'en'} className={sans.variable}>
      <body>{isLocale(locale) ? <SiteFrame locale={locale}>{children}</SiteFrame> : children}</body>
    </html>
  );
}
