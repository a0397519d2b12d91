import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { type After, pageAfter } from '@/app/[locale]/(personal)/pages/after';
import { currentViewer } from '@/domains/accounts/viewer';
import { FeedList } from '@/domains/feed/components/feed-list';
import { MoreFeed } from '@/domains/feed/components/more-feed';
import { type FeedPage, listFeed } from '@/domains/feed/queries';
import { type Locale, localePath } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { buttonLook } from '@/ui/button';
import { Empty, Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { searchParams: After };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('feed');
  return { title: t('title'), robots: { index: false } };
}

/** What those do whom a member follows; what everybody does, while the member follows nobody. */
export default async function Feed({ searchParams }: Props) {
  const [viewer, locale, t] = await Promise.all([
    currentViewer(),
    rootLocale() as Promise<Locale>,
    getTranslations('feed'),
  ]);
  if (!viewer) redirect(localePath('/sign-in?back=/feed', locale));
  const isLater = (await searchParams).after !== undefined;
  const page = isLater
    ? await pageAfter(searchParams, '/feed', (cursor) => listFeed(viewer, cursor))
    : await listFeed(viewer);
  const words = { more: t('more'), loading: t('loading'), failed: t('failed') };
  return (
    <Page narrow>
      <PageTitle
        lead={t(page.isOfEverybody ? 'lead-everybody' : 'lead')}
        aside={
          page.isOfEverybody && (
            <SiteLink href="/people" className={buttonLook('next')}>
              {t('find-people')}
            </SiteLink>
          )
        }
      >
        {t('title')}
      </PageTitle>
      {page.items.length > 0 ? (
        <FeedList groups={page.items} viewer={viewer.handle} now={new Date()} />
      ) : (
        <Quiet page={page} isLater={isLater} />
      )}
      {page.next && <MoreFeed href={localePath(`/feed?after=${page.next}`, locale)} list="feed" words={words} />}
      {isLater && (
        <SiteLink href="/feed" className={buttonLook('bare', 'mt-4 -ml-2')}>
          {t('to-newest')}
        </SiteLink>
      )}
    </Page>
  );
}

/** Nothing to tell: why, and what to do about it. */
async function Quiet({ page, isLater }: { page: FeedPage; isLater: boolean }) {
  const t = await getTranslations('feed');
  if (isLater) return <Empty title={t('no-older-title')}>{t('no-older-text')}</Empty>;
  return (
    <Empty
      title={t('quiet-title')}
      action={
        <SiteLink href={page.isOfEverybody ? '/share' : '/people'} className={buttonLook('next')}>
          {t(page.isOfEverybody ? 'share-first' : 'find-people')}
        </SiteLink>
      }
    >
      {t(page.isOfEverybody ? 'quiet-everybody' : 'quiet-text')}
    </Empty>
  );
}
