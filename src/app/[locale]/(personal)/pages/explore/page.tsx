type Props = { searchParams: Promise<{ after?: string }> };
export default async function ExploreFrom({ searchParams }: Props) {
  const { after } = await searchParams;
  return <main>after {after}</main>;
}
