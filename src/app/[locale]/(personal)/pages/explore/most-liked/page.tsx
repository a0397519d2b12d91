import { describeTwin, ExploreTwin, type Query } from '@/app/[locale]/(personal)/pages/explore/explore-twin';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { searchParams: Query };

export const generateMetadata = ({ searchParams }: Props) => describeTwin('most-liked', searchParams);

/** `/explore/most-liked?after=…`, `?page=…`. */
export default function MostLikedFurther({ searchParams }: Props) {
  return <ExploreTwin order="most-liked" query={searchParams} />;
}
