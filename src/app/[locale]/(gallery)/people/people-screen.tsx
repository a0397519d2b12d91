import type { Metadata } from 'next';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { faceOf } from '@/app/[locale]/addresses';
import type { Viewer } from '@/domains/accounts/viewer';
import { Glimpses } from '@/domains/images/components/glimpses';
import { type Exhibitor, listExhibitors } from '@/domains/images/queries/people';
import { PeopleList } from '@/domains/social/components/people-list';
import { PeoplePages } from '@/domains/social/components/people-pages';
import { type PeopleOrder, peopleOrders, peoplePath } from '@/domains/social/rules';
import { isLocale } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import type { Page as PageOf } from '@/kernel/page';
import { buttonLook } from '@/ui/button';
import { plainLink } from '@/ui/frame';
import { Empty, Page, PageTitle } from '@/ui/page';

/** What the list of people says about itself; nothing while the site is built. */
export async function describePeople(order: PeopleOrder): Promise<Metadata> {
  const locale = await rootLocale();
  if (!isLocale(locale)) return {};
  const t = await getTranslations('social');
  const title = order === 'newest' ? t('people') : `${t('people')}: ${t(`order-${order}`)}`;
  return faceOf({ title, description: t(`about-${order}`), path: peoplePath(order), locale });
}

/** The list of people that is the same for everybody. */
export async function PeoplePage({ order }: { order: PeopleOrder }) {
  if (!isLocale(await rootLocale())) return null;
  return <PeopleScreen order={order} page={await listExhibitors(order)} />;
}

type Props = {
  order: PeopleOrder;
  page: PageOf<Exhibitor>;
  /** Who is looking, on a page that knows. */
  viewer?: Viewer | null;
  /** It is not the first page. */
  isLater?: boolean;
  /** Above the list: why something was refused. */
  notice?: ReactNode;
};

/** People with their newest images, by when they came or by how many follow them. */
export async function PeopleScreen({ order, page, viewer, isLater, notice }: Props) {
  const t = await getTranslations('social');
  const path = peoplePath(order);
  const mine = viewer ? '?mine=1' : '';
  return (
    <Page>
      <PageTitle lead={t(`about-${order}`)}>{t('people')}</PageTitle>
      <nav aria-label={t('orders')} className="-mt-4 mb-8 flex flex-wrap gap-x-6 gap-y-1">
        {peopleOrders.map((each) => (
          <SiteLink
            key={each}
            href={peoplePath(each) + mine}
            className={plainLink}
            aria-current={each === order ? 'page' : undefined}
          >
            {t(`order-${each}`)}
          </SiteLink>
        ))}
      </nav>
      {notice}
      {page.items.length > 0 ? (
        <PeopleList
          people={page.items}
          label={t(`about-${order}`)}
          viewer={viewer}
          back={`${path}?mine=1`}
          below={({ images }) => <Glimpses images={images} />}
        />
      ) : (
        <Empty
          title={isLater ? t('no-more-title') : t(`empty-${order}`)}
          action={
            <SiteLink href="/explore" className={buttonLook('next')}>
              {t('look-around')}
            </SiteLink>
          }
        />
      )}
      <PeoplePages path={path} first={path + mine} next={page.next} isLater={isLater} />
    </Page>
  );
}
