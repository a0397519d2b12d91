import { cacheLife, cacheTag } from 'next/cache';
import { notFound } from 'next/navigation';
import { locale } from 'next/root-params';
import { standIn } from '@/i18n/routing';

async function find(ref: string) {
  'use cache';
  cacheLife('max');
  cacheTag('i' + ref);
  console.log('QUERY image', ref);
  return ref === 'aaaaaaaaaa' ? { at: Date.now() } : null;
}
export const generateStaticParams = () => [{ ref: standIn, slug: standIn }];
type P = { params: Promise<{ ref: string; slug: string }> };
export async function generateMetadata({ params }: P) {
  const { ref } = await params;
  if (ref === standIn || (await locale()) === standIn) return {};
  const i = await find(ref);
  if (!i) notFound();
  return { title: ref };
}
export default async function Page({ params }: P) {
  const { ref } = await params;
  if (ref === standIn || (await locale()) === standIn) return null;
  const i = await find(ref);
  if (!i) return <main>missing panel</main>;
  return <main>image {i.at}</main>;
}
