import { describeTwin, ExploreTwin, type Query } from '@/app/[locale]/(personal)/pages/explore/explore-twin';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { searchParams: Query };

export const generateMetadata = ({ searchParams }: Props) => describeTwin('newest', searchParams);

/** `/explore?after=…`, `?page=…`. */
export default function NewestImagesFurther({ searchParams }: Props) {
  return <ExploreTwin order="newest" query={searchParams} />;
}
