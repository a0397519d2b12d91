import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { type After, pageAfter } from '@/app/[locale]/(personal)/pages/after';
import { findPerson } from '@/domains/accounts/queries';
import { PagedWall } from '@/domains/images/components/paged-wall';
import { listImagesOf } from '@/domains/images/queries';
import { SiteLink } from '@/i18n/site-link';
import { Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { params: Promise<{ handle: string }>; searchParams: After };

const personIn = async ({ params }: Props) => (await findPerson((await params).handle)) ?? notFound();

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await personIn(props)).name, robots: { index: false } };
}

/** `/people/{handle}?after=…`: the older images of a person, by a handle of before as well. Read each time, never cached. */
export default async function OlderOfPerson(props: Props) {
  const [{ handle, name }, t] = await Promise.all([personIn(props), getTranslations('images')]);
  const path = `/people/${handle}`;
  const page = await pageAfter(props.searchParams, path, (cursor) => listImagesOf(handle, cursor));
  return (
    <Page>
      <PageTitle
        lead={
          <SiteLink href={path} className="target inline-flex items-center">
            @{handle}
          </SiteLink>
        }
      >
        {t('from-person', { name })}
      </PageTitle>
      <PagedWall page={page} path={path} label={t('from-person', { name })} isLater isOwnerKnown />
    </Page>
  );
}
