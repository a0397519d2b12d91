import { describeExplore, ExplorePage } from '@/app/[locale]/(gallery)/explore/explore-screen';

export const generateMetadata = () => describeExplore('most-liked');

export default function MostLiked() {
  return <ExplorePage order="most-liked" />;
}
