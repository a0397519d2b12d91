import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PeopleScreen } from '@/app/[locale]/(gallery)/people/people-screen';
import { pageAfter } from '@/app/[locale]/(personal)/pages/after';
import { Refused } from '@/app/[locale]/(personal)/refused';
import { currentViewer } from '@/domains/accounts/viewer';
import { listExhibitors } from '@/domains/images/queries/people';
import { type PeopleOrder, peoplePath } from '@/domains/social/rules';

export type Query = Promise<{ [key in 'after' | 'refused']?: string | string[] }>;

export async function describeTwin(): Promise<Metadata> {
  const t = await getTranslations('social');
  return { title: t('people'), robots: { index: false } };
}

/** A list of people as whoever is looking sees it, and its later pages. Read each time, never cached. */
export async function PeopleTwin({ order, query }: { order: PeopleOrder; query: Query }) {
  const [viewer, { after, refused }] = await Promise.all([currentViewer(), query]);
  const page =
    after === undefined
      ? await listExhibitors(order, viewer)
      : await pageAfter(query, peoplePath(order), (cursor) => listExhibitors(order, viewer, cursor));
  return (
    <PeopleScreen
      order={order}
      page={page}
      viewer={viewer}
      isLater={after !== undefined}
      notice={<Refused code={refused} />}
    />
  );
}
