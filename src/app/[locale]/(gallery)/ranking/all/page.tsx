import { describeRanking, RankingPage } from '@/app/[locale]/(gallery)/ranking/ranking-page';

export const generateMetadata = () => describeRanking('all');

export default function RankingOfAllTime() {
  return <RankingPage span="all" />;
}
