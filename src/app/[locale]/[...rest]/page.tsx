import { notFound } from 'next/navigation';
import { Missing } from '@/app/[locale]/missing';
import { standIn } from '@/i18n/routing';

type Props = { params: Promise<{ rest: string[] }> };

export const generateStaticParams = () => [{ rest: [standIn] }];

/** Refuses here, not in the page: the status is then 404 and the page's own panel still stands in the body. */
export async function generateMetadata({ params }: Props) {
  const { rest } = await params;
  if (rest[0] !== standIn) notFound();
  return {};
}

export default async function UnknownAddress({ params }: Props) {
  const { rest } = await params;
  return rest[0] === standIn ? null : <Missing />;
}
