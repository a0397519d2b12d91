import { PersonImages } from '@/app/[locale]/(gallery)/people/person-images';
import { PersonScreen } from '@/app/[locale]/(gallery)/people/person-screen';
import { pageAfter } from '@/app/[locale]/(personal)/pages/after';
import {
  describePersonal,
  lookingAt,
  type PersonParams,
  personIn,
} from '@/app/[locale]/(personal)/people/person-looked-at';
import { Refused } from '@/app/[locale]/(personal)/refused';
import { listImagesOf } from '@/domains/images/queries';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Query = Promise<{ [key in 'after' | 'refused']?: string | string[] }>;
type Props = { params: PersonParams; searchParams: Query };

export const generateMetadata = ({ params }: Props) => describePersonal(params);

/** `/people/{handle}?mine=1`: a person as whoever is looking sees them; `?after=…`: their older images. By a handle of before as well. Never cached. */
export default async function PersonTwin({ params, searchParams }: Props) {
  const [person, { after, refused }] = await Promise.all([personIn(params), searchParams]);
  const path = `/people/${person.handle}`;
  const [looking, page] = await Promise.all([
    lookingAt(person),
    after === undefined
      ? listImagesOf(person.handle)
      : pageAfter(searchParams, path, (cursor) => listImagesOf(person.handle, cursor)),
  ]);
  return (
    <PersonScreen person={person} tab="images" looking={looking}>
      <Refused code={refused} />
      {!looking.relation?.boundary && <PersonImages person={person} page={page} isLater={after !== undefined} />}
    </PersonScreen>
  );
}
