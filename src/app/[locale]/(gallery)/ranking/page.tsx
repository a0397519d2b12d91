import { describeRanking, RankingPage } from '@/app/[locale]/(gallery)/ranking/ranking-page';

export const generateMetadata = () => describeRanking('today');

export default function TodaysRanking() {
  return <RankingPage span="today" />;
}
