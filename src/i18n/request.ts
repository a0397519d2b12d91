import * as rootParams from 'next/root-params';
import { getRequestConfig } from 'next-intl/server';
import { defaultLocale, isLocale, type Locale } from '@/i18n/routing';

async function fromRoot(): Promise<string | undefined> {
  return (await rootParams.locale()) as string | undefined;
}

export default getRequestConfig(async ({ locale: asked }) => {
  const wanted = asked ?? (await fromRoot());
  const locale: Locale = isLocale(wanted) ? wanted : defaultLocale;
  return { locale, timeZone: 'UTC', messages: (await import(`./messages/${locale}.json`)).default };
});
