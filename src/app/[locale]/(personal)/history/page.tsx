import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { pageAfter } from '@/app/[locale]/(personal)/pages/after';
import { Refused } from '@/app/[locale]/(personal)/refused';
import { currentViewer } from '@/domains/accounts/viewer';
import { HistoryDays } from '@/domains/engagement/components/history-days';
import { ClearHistory, PauseHistory } from '@/domains/engagement/components/history-tools';
import { listHistory, readHistoryState } from '@/domains/engagement/queries/history';
import { type Locale, localePath } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { buttonLook } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { Empty, Page, PageTitle } from '@/ui/page';

/** Drawn whole for each request: see the layout. */
export const instant = false;

const path = '/history';

type Query = Promise<{ [key in 'after' | 'refused']?: string | string[] }>;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('history');
  return { title: t('title'), robots: { index: false } };
}

/** What a member looked at last, for themselves alone. */
export default async function HistoryPage({ searchParams }: { searchParams: Query }) {
  const [viewer, { after, refused }, locale, t] = await Promise.all([
    currentViewer(),
    searchParams,
    rootLocale() as Promise<Locale>,
    getTranslations('history'),
  ]);
  if (!viewer) redirect(localePath(`/sign-in?back=${path}`, locale));
  const isLater = after !== undefined;
  const [{ isPaused, timeZone }, { items, next }] = await Promise.all([
    readHistoryState(viewer),
    isLater ? pageAfter(searchParams, path, (cursor) => listHistory(viewer, cursor)) : listHistory(viewer),
  ]);
  const here = isLater ? `${path}?after=${encodeURIComponent(String(after))}` : path;
  return (
    <Page>
      <PageTitle lead={t('lead')} aside={<PauseHistory isPaused={isPaused} back={here} />}>
        {t('title')}
      </PageTitle>
      <Refused code={refused} />
      {isPaused && (
        <div className="mb-8">
          <Notice>{t('paused')}</Notice>
        </div>
      )}
      {items.length > 0 ? (
        <HistoryDays seen={items} timeZone={timeZone} now={new Date()} back={here} />
      ) : (
        <Nothing isLater={isLater} isPaused={isPaused} />
      )}
      <Pages next={next} isLater={isLater} />
      {(items.length > 0 || isLater) && <ClearHistory back={path} />}
    </Page>
  );
}

async function Nothing({ isLater, isPaused }: { isLater: boolean; isPaused: boolean }) {
  const [t, ofImages] = await Promise.all([getTranslations('history'), getTranslations('images')]);
  if (isLater) return <Empty title={ofImages('no-older-title')}>{ofImages('no-older-text')}</Empty>;
  return (
    <Empty
      title={t('empty-title')}
      action={
        <SiteLink href="/explore" className={buttonLook(isPaused ? 'calm' : 'next')}>
          {t('look-around')}
        </SiteLink>
      }
    >
      {t(isPaused ? 'empty-paused' : 'empty-text')}
    </Empty>
  );
}

async function Pages({ next, isLater }: { next: string | null; isLater: boolean }) {
  const t = await getTranslations('images');
  if (!isLater && !next) return null;
  return (
    <nav aria-label={t('pages')} className="mt-10 flex flex-wrap gap-3">
      {isLater && (
        <SiteLink href={path} className={buttonLook('calm')}>
          {t('to-newest')}
        </SiteLink>
      )}
      {next && (
        <SiteLink href={`${path}?after=${next}`} className={buttonLook('calm')} rel="next">
          {t('older')}
        </SiteLink>
      )}
    </nav>
  );
}
