import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { currentViewer } from '@/domains/accounts/viewer';
import { ShareProgress } from '@/domains/images/components/share-progress';
import { findOwnShare, findSharedBefore } from '@/domains/images/queries/own-images';
import { duplicateCode } from '@/domains/images/rules';
import { type Locale, localePath } from '@/i18n/routing';
import { Page } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { params: Promise<{ ref: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('images');
  return { title: t('share-title'), robots: { index: false } };
}

/** Where a member watches an own image being made, and what became of it. Nobody else finds anything here. */
export default async function ShareProgressPage({ params }: Props) {
  const [viewer, { ref }, locale] = await Promise.all([currentViewer(), params, rootLocale() as Promise<Locale>]);
  if (!viewer) redirect(localePath(`/sign-in?back=/share/${encodeURIComponent(ref)}`, locale));
  const share = await findOwnShare(viewer, ref);
  if (!share) notFound();
  const before = share.failure === duplicateCode ? await findSharedBefore(viewer, ref) : null;
  const { images } = await getMessages();
  return (
    <Page narrow>
      <NextIntlClientProvider messages={{ images }}>
        <ShareProgress share={share} before={before} />
      </NextIntlClientProvider>
    </Page>
  );
}
