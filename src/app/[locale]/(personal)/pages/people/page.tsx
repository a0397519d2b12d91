import { describeTwin, PeopleTwin, type Query } from './people-twin';

/** Drawn whole for each request: see the layout. */
export const instant = false;

export const generateMetadata = describeTwin;

/** `/people?mine=1`, `/people?after=…`. */
export default function NewestPeopleTwin({ searchParams }: { searchParams: Query }) {
  return <PeopleTwin order="newest" query={searchParams} />;
}
