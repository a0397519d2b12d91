import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { pageAfter } from '@/app/[locale]/(personal)/pages/after';
import { currentViewer } from '@/domains/accounts/viewer';
import { FetchedForm } from '@/domains/images/components/fetched-form';
import { ImagesAside } from '@/domains/images/components/images-aside';
import { PlainShareForm } from '@/domains/images/components/plain-share-form';
import { ShareForm } from '@/domains/images/components/share-form';
import { listImagesAside } from '@/domains/images/queries/own-images';
import { hasOwnUpload, listOwnUploads } from '@/domains/images/queries/uploads';
import { type Locale, localePath } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { limits, pictureTypes } from '@/platform/pictures/derivatives';
import { Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('images');
  return { title: t('share-title'), robots: { index: false } };
}

/** Where members share images. What a form without JavaScript came back with stands in the address, and so does a picture that was fetched. */
export default async function SharePage({ searchParams }: Props) {
  const [viewer, locale, given] = await Promise.all([currentViewer(), rootLocale() as Promise<Locale>, searchParams]);
  if (!viewer) redirect(localePath('/sign-in?back=/share', locale));
  const [t, refusals, { images, refusals: refusalWords }] = await Promise.all([
    getTranslations('images'),
    getTranslations('refusals'),
    getMessages(),
  ]);
  const { refused, upload, after, ...typed } = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  const code = refused?.replace('.', '-') as Parameters<typeof refusals.has>[0] | undefined;
  if (upload && (await hasOwnUpload(viewer, upload))) {
    return (
      <Page>
        <PageTitle>{t('share-title')}</PageTitle>
        <NextIntlClientProvider messages={{ images }}>
          <FetchedForm upload={upload} source={typed.source} again={localePath('/share', locale)} />
        </NextIntlClientProvider>
      </Page>
    );
  }
  const readAside = (cursor?: string) => listImagesAside(viewer, cursor);
  const [aside, uploads] = await Promise.all([
    after === undefined ? readAside() : pageAfter(searchParams, '/share', readAside),
    listOwnUploads(viewer),
  ]);
  return (
    <Page>
      <PageTitle lead={t('share-lead')}>{t('share-title')}</PageTitle>
      <NextIntlClientProvider messages={{ images, refusals: refusalWords }}>
        <ShareForm
          sieve={{ types: pictureTypes, bytes: limits.bytes }}
          profile={localePath(`/people/${viewer.handle}`, locale)}
        />
        <noscript>
          <PlainShareForm
            types={pictureTypes}
            refused={code && refusals(refusals.has(code) ? code : 'site-failed')}
            typed={typed}
          />
        </noscript>
      </NextIntlClientProvider>
      <SiteLink href="/share/bookmarklet" className="target mt-6 inline-flex items-center underline decoration-line">
        {t('bookmarklet-title')}
      </SiteLink>
      <ImagesAside page={aside} uploads={after ? [] : uploads} isLater={after !== undefined} />
    </Page>
  );
}
