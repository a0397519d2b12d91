import { describeRanking, RankingPage } from '@/app/[locale]/(gallery)/ranking/ranking-page';

export const generateMetadata = () => describeRanking('week');

export default function WeeksRanking() {
  return <RankingPage span="week" />;
}
