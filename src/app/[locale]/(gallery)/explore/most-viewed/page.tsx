import { describeExplore, ExplorePage } from '@/app/[locale]/(gallery)/explore/explore-screen';

export const generateMetadata = () => describeExplore('most-viewed');

export default function MostViewed() {
  return <ExplorePage order="most-viewed" />;
}
