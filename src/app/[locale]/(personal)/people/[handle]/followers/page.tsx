import { FollowsPage, type Query } from '../../follows-page';
import { describePersonal, type PersonParams } from '../../person-looked-at';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { params: PersonParams; searchParams: Query };

export const generateMetadata = ({ params }: Props) => describePersonal(params);

export default function Followers({ params, searchParams }: Props) {
  return <FollowsPage side="followers" params={params} query={searchParams} />;
}
