import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { pageAfter } from '@/app/[locale]/(personal)/pages/after';
import { Refused } from '@/app/[locale]/(personal)/refused';
import { currentViewer } from '@/domains/accounts/viewer';
import { HiddenList } from '@/domains/social/components/hidden-list';
import { PeoplePages } from '@/domains/social/components/people-pages';
import { listBoundaries } from '@/domains/social/queries/relations';
import { type Locale, localePath } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { plainLink } from '@/ui/frame';
import { Empty, Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

const path = '/settings/hidden';

type Query = Promise<{ [key in 'after' | 'refused']?: string | string[] }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('social');
  return { title: t('hidden-people'), robots: { index: false } };
}

/** Those a member blocked or muted, each with the way to take it back. */
export default async function HiddenPage({ searchParams }: { searchParams: Query }) {
  const [viewer, { after, refused }, t] = await Promise.all([currentViewer(), searchParams, getTranslations('social')]);
  if (!viewer) redirect(localePath(`/sign-in?back=${path}`, (await getLocale()) as Locale));
  const page =
    after === undefined
      ? await listBoundaries(viewer)
      : await pageAfter(searchParams, path, (cursor) => listBoundaries(viewer, cursor));
  return (
    <Page>
      <PageTitle lead={t('hidden-lead')}>{t('hidden-people')}</PageTitle>
      <Refused code={refused} />
      {page.items.length > 0 ? (
        <HiddenList people={page.items} back={path} />
      ) : (
        <Empty title={after === undefined ? t('no-hidden') : t('no-more-title')} />
      )}
      <PeoplePages path={path} first={path} next={page.next} isLater={after !== undefined} />
      <p className="mt-10">
        <SiteLink href="/settings" className={plainLink}>
          {t('to-settings')}
        </SiteLink>
      </p>
    </Page>
  );
}
