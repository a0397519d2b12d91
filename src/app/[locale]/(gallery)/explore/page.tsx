import { cacheLife, cacheTag } from 'next/cache';
import { locale } from 'next/root-params';
import { standIn } from '@/i18n/routing';

async function list() {
  'use cache';
  cacheLife('max');
  cacheTag('t');
  console.log('QUERY');
  return Date.now();
}
export default async function Page() {
  if ((await locale()) === standIn) return null;
  return <main>explore {await list()}</main>;
}
