import { describeTwin, PeopleTwin, type Query } from '../people-twin';

/** Drawn whole for each request: see the layout. */
export const instant = false;

export const generateMetadata = describeTwin;

/** `/people/most-followed?mine=1`, `/people/most-followed?after=…`. */
export default function MostFollowedTwin({ searchParams }: { searchParams: Query }) {
  return <PeopleTwin order="most-followed" query={searchParams} />;
}
