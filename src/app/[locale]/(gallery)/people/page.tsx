import { describePeople, PeoplePage } from './people-screen';

export const generateMetadata = () => describePeople('newest');

export default function NewestPeople() {
  return <PeoplePage order="newest" />;
}
