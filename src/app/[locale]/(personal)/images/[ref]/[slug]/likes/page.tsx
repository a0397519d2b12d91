import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { pageAfter } from '@/app/[locale]/(personal)/pages/after';
import { currentViewer } from '@/domains/accounts/viewer';
import { LikerList } from '@/domains/engagement/components/liker-list';
import { listLikers } from '@/domains/engagement/queries/likes';
import { findPublicImage } from '@/domains/images/queries';
import { imagePath } from '@/domains/images/rules';
import { type Locale, localePath } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = {
  params: Promise<{ ref: string; slug: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
};

const imageIn = async ({ params }: Props) => (await findPublicImage((await params).ref)) ?? notFound();

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [{ title }, t] = await Promise.all([imageIn(props), getTranslations('engagement')]);
  return { title: t('likers-title', { title }), robots: { index: false } };
}

/** Who likes an image, without those whom the viewer does not want to see. Read each time, never cached. */
export default async function LikersPage(props: Props) {
  const [image, viewer, query, { slug }, t, locale] = await Promise.all([
    imageIn(props),
    currentViewer(),
    props.searchParams,
    props.params,
    getTranslations('engagement'),
    rootLocale() as Promise<Locale>,
  ]);
  const path = `${imagePath(image)}/likes`;
  if (slug !== image.slug && slug !== encodeURIComponent(image.slug)) redirect(localePath(path, locale));
  const isLater = query.after !== undefined;
  const page = await pageAfter(props.searchParams, path, (after) =>
    listLikers(image.ref, viewer, isLater ? after : undefined),
  );
  return (
    <Page narrow>
      <PageTitle
        lead={
          <SiteLink href={imagePath(image)} className="target inline-flex items-center">
            {t('back-to-image')}
          </SiteLink>
        }
      >
        {t('likers-title', { title: image.title })}
      </PageTitle>
      <LikerList page={page} path={path} isLater={isLater} />
    </Page>
  );
}
