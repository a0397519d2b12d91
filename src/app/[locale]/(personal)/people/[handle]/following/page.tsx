import { FollowsPage, type Query } from '../../follows-page';
import { describePersonal, type PersonParams } from '../../person-looked-at';

/** Drawn whole for each request: see the layout. */
export const instant = false;

type Props = { params: PersonParams; searchParams: Query };

export const generateMetadata = ({ params }: Props) => describePersonal(params);

export default function Following({ params, searchParams }: Props) {
  return <FollowsPage side="following" params={params} query={searchParams} />;
}
