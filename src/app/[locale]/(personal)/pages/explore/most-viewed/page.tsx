import { describeTwin, ExploreTwin, type Query } from '@/app/[locale]/(personal)/pages/explore/explore-twin';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { searchParams: Query };

export const generateMetadata = ({ searchParams }: Props) => describeTwin('most-viewed', searchParams);

/** `/explore/most-viewed?after=…`, `?page=…`. */
export default function MostViewedFurther({ searchParams }: Props) {
  return <ExploreTwin order="most-viewed" query={searchParams} />;
}
