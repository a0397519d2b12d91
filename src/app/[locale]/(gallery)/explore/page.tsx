import { describeExplore, ExplorePage } from '@/app/[locale]/(gallery)/explore/explore-screen';

export const generateMetadata = () => describeExplore('newest');

export default function NewestImages() {
  return <ExplorePage order="newest" />;
}
