import { getTranslations } from 'next-intl/server';
import { PersonScreen } from '@/app/[locale]/(gallery)/people/person-screen';
import { pageAfter } from '@/app/[locale]/(personal)/pages/after';
import { Refused } from '@/app/[locale]/(personal)/refused';
import { PeopleList } from '@/domains/social/components/people-list';
import { PeoplePages } from '@/domains/social/components/people-pages';
import { RemoveFollower } from '@/domains/social/components/remove-follower';
import { listFollows, type Side } from '@/domains/social/queries/people';
import { SiteLink } from '@/i18n/site-link';
import { buttonLook } from '@/ui/button';
import { Empty } from '@/ui/page';
import { lookingAt, type PersonParams, personIn } from './person-looked-at';

export type Query = Promise<{ [key in 'after' | 'refused']?: string | string[] }>;

/** Those who follow a person, or whom the person follows; one's own followers can be let go. */
export async function FollowsPage({ side, params, query }: { side: Side; params: PersonParams; query: Query }) {
  const [person, { after, refused }] = await Promise.all([personIn(params), query]);
  const path = `/people/${person.handle}/${side}`;
  const looking = await lookingAt(person);
  const { viewer } = looking;
  const page =
    after === undefined
      ? await listFollows(side, person, viewer)
      : await pageAfter(query, path, (cursor) => listFollows(side, person, viewer, cursor));
  const t = await getTranslations('social');
  const isOwn = viewer?.handle === person.handle;
  return (
    <PersonScreen person={person} tab={side} looking={looking}>
      <Refused code={refused} />
      {page.items.length > 0 ? (
        <PeopleList
          people={page.items}
          label={t(`tab-${side}`)}
          viewer={viewer}
          back={path}
          beside={isOwn && side === 'followers' ? (each) => <RemoveFollower person={each} back={path} /> : undefined}
        />
      ) : (
        <Empty
          title={after === undefined ? t(`no-${side}`, { name: person.name }) : t('no-more-title')}
          action={
            <SiteLink href="/people" className={buttonLook('next')}>
              {t('find-people')}
            </SiteLink>
          }
        />
      )}
      <PeoplePages path={path} first={path} next={page.next} isLater={after !== undefined} />
    </PersonScreen>
  );
}
