import { getTranslations } from 'next-intl/server';
import { PersonScreen } from '@/app/[locale]/(gallery)/people/person-screen';
import { type After, pageAfter } from '@/app/[locale]/(personal)/pages/after';
import { listLikedBy } from '@/domains/engagement/queries/likes';
import { PagedWall } from '@/domains/images/components/paged-wall';
import { SiteLink } from '@/i18n/site-link';
import { buttonLook } from '@/ui/button';
import { Empty } from '@/ui/page';
import { describePersonal, lookingAt, type PersonParams, personIn } from '../../person-looked-at';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { params: PersonParams; searchParams: After };

export const generateMetadata = ({ params }: Props) => describePersonal(params);

/** The images a person likes, as far as whoever is looking may and wants to see them. */
export default async function LikesOfPerson({ params, searchParams }: Props) {
  const [person, { after }] = await Promise.all([personIn(params), searchParams]);
  const { handle, name } = person;
  const path = `/people/${handle}/likes`;
  const looking = await lookingAt(person);
  const page =
    after === undefined
      ? await listLikedBy(handle, looking.viewer)
      : await pageAfter(searchParams, path, (cursor) => listLikedBy(handle, looking.viewer, cursor));
  const t = await getTranslations('social');
  const isLater = after !== undefined;
  return (
    <PersonScreen person={person} tab="likes" looking={looking}>
      {page.items.length > 0 || isLater ? (
        <PagedWall page={page} path={path} label={t('liked-by', { name })} isLater={isLater} />
      ) : (
        <Empty
          title={t('no-likes', { name })}
          action={
            <SiteLink href="/explore" className={buttonLook('next')}>
              {t('look-around')}
            </SiteLink>
          }
        />
      )}
    </PersonScreen>
  );
}
