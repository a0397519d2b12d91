import type { Metadata } from 'next';
import { locale as rootLocale } from 'next/root-params';
import { getFormatter, getTranslations } from 'next-intl/server';
import { faceOf } from '@/app/[locale]/addresses';
import { RankingList } from '@/domains/engagement/components/ranking-list';
import { getRanking } from '@/domains/engagement/queries/ranking';
import { type Span, spans } from '@/domains/engagement/rules';
import { isLocale } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { buttonLook } from '@/ui/button';
import { plainLink } from '@/ui/frame';
import { Empty, Page, PageTitle } from '@/ui/page';

/** Addresses, not a query: each ranking is a cached page of its own. */
const pathOf = (span: Span) => (span === 'today' ? '/ranking' : `/ranking/${span}`);

/** What a ranking says about itself; nothing while the site is built. */
export async function describeRanking(span: Span): Promise<Metadata> {
  const locale = await rootLocale();
  if (!isLocale(locale)) return {};
  const [{ images }, t] = await Promise.all([getRanking(span), getTranslations('engagement')]);
  const title = `${t('ranking')}: ${t(`span-${span}`)}`;
  return faceOf({ title, description: t(`about-${span}`), path: pathOf(span), locale, image: images[0] });
}

/** The images looked at most, the same for everybody, with the rule they are ranked by. */
export async function RankingPage({ span }: { span: Span }) {
  if (!isLocale(await rootLocale())) return null;
  const [{ day, images }, t, format] = await Promise.all([
    getRanking(span),
    getTranslations('engagement'),
    getFormatter(),
  ]);
  const date = format.dateTime(new Date(day), { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <Page>
      <PageTitle lead={span === 'today' ? t('lead-today', { date }) : t(`about-${span}`)}>{t('ranking')}</PageTitle>
      <nav aria-label={t('rankings')} className="-mt-4 mb-8 flex flex-wrap gap-x-6 gap-y-1">
        {spans.map((each) => (
          <SiteLink
            key={each}
            href={pathOf(each)}
            className={plainLink}
            aria-current={each === span ? 'page' : undefined}
          >
            {t(`span-${each}`)}
          </SiteLink>
        ))}
      </nav>
      {images.length > 0 ? (
        <RankingList images={images} label={t(`about-${span}`)} unit={span === 'week' ? 'points' : 'views'} />
      ) : (
        <Empty
          title={t(`empty-${span}`)}
          action={
            <SiteLink href="/explore" className={buttonLook('next')}>
              {t('look-around')}
            </SiteLink>
          }
        >
          {t('empty-text')}
        </Empty>
      )}
      <p className="mt-12 max-w-text text-ink-2">
        {t('rule')} {span === 'week' && t('rule-week')}
      </p>
    </Page>
  );
}
