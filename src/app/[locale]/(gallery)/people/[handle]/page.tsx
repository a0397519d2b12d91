import { locale as rootLocale } from 'next/root-params';
import { standIn } from '@/i18n/routing';

type Props = { params: Promise<{ handle: string }> };
export const generateStaticParams = () => [{ handle: standIn }];
export default async function PersonPage({ params }: Props) {
  const { handle } = await params;
  if (handle === standIn || (await rootLocale()) === standIn) return null;
  return <main>{handle}</main>;
}
