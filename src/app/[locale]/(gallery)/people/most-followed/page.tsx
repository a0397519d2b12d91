import { describePeople, PeoplePage } from '../people-screen';

export const generateMetadata = () => describePeople('most-followed');

export default function MostFollowedPeople() {
  return <PeoplePage order="most-followed" />;
}
