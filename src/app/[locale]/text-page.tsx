import type { Metadata } from 'next';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { faceOf } from '@/app/[locale]/addresses';
import { isLocale } from '@/i18n/routing';
import { findText, type TextName } from '@/platform/texts';
import { Page, PageTitle } from '@/ui/page';
import { Prose } from '@/ui/prose';

/** What a text's page says about itself; nothing while the site is built. */
export async function describeText(name: TextName): Promise<Metadata> {
  const locale = await rootLocale();
  if (!isLocale(locale)) return {};
  const [text, t] = [findText(name, locale), await getTranslations('site')];
  return faceOf({
    title: text?.title ?? t(name),
    description: text?.summary || t('tagline'),
    path: `/${name}`,
    locale,
  });
}

/** A text of the site, the same for everybody, drawn on its first visit and kept: a changed file shows after a restart. */
export async function TextPage({ name }: { name: TextName }) {
  const locale = await rootLocale();
  if (!isLocale(locale)) return null;
  const [text, t] = [findText(name, locale), await getTranslations('site')];
  return (
    <Page>
      <div lang={text && text.locale !== locale ? languageTag[text.locale] : undefined}>
        <PageTitle>{text?.title ?? t(name)}</PageTitle>
        {text && <Prose html={text.html} />}
      </div>
    </Page>
  );
}

const languageTag = { en: 'en', zh: 'zh-Hans' } as const;
