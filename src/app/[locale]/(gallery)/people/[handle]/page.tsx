import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { addressOf, faceOf, feedPath } from '@/app/[locale]/addresses';
import { breadcrumbs, LinkedData } from '@/app/[locale]/linked-data';
import { Missing } from '@/app/[locale]/missing';
import { findPerson } from '@/domains/accounts/queries';
import { listImagesOf } from '@/domains/images/queries';
import { isLocale, type Locale, localePath, standIn } from '@/i18n/routing';
import { PersonImages } from '../person-images';
import { type Person, PersonScreen } from '../person-screen';

type Props = { params: Promise<{ handle: string }> };

export const generateStaticParams = () => [{ handle: standIn }];

/** "stand-in" while the site is built, before any query. */
async function personOf({ params }: Props) {
  const [{ handle }, locale] = await Promise.all([params, rootLocale()]);
  return handle === standIn || !isLocale(locale) ? 'stand-in' : findPerson(handle);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [person, locale] = await Promise.all([personOf(props), rootLocale()]);
  if (person === 'stand-in' || !isLocale(locale)) return {};
  // Here, not in the page: the status is then 404 and the panel still stands in the body.
  if (!person) notFound();
  // An address of before. Not for good: a member may take an earlier handle back, and browsers keep what is for good.
  const { handle } = await props.params;
  if (handle.toLowerCase() !== person.handle) redirect(localePath(`/people/${person.handle}`, locale));
  const [{ items }, t] = await Promise.all([listImagesOf(person.handle), getTranslations('images')]);
  const face = faceOf({
    title: person.name,
    description: person.bio.slice(0, 200) || t('from-person', { name: person.name }),
    path: `/people/${person.handle}`,
    feed: feedPath.person(person.handle),
    locale,
    image: items[0],
  });
  return { ...face, openGraph: { ...face.openGraph, type: 'profile', username: person.handle } };
}

export default async function PersonPage(props: Props) {
  const [person, locale] = await Promise.all([personOf(props), rootLocale()]);
  if (person === 'stand-in' || !isLocale(locale)) return null;
  if (!person) return <Missing />;
  return (
    <PersonScreen person={person} tab="images">
      <PersonImages person={person} page={await listImagesOf(person.handle)} />
      <LinkedData things={thingsOf(person, locale)} />
    </PersonScreen>
  );
}

/** What machines read about the person, and about the way here. */
function thingsOf(person: Person, locale: Locale) {
  const path = `/people/${person.handle}`;
  const mainEntity = {
    '@type': 'Person',
    name: person.name,
    alternateName: `@${person.handle}`,
    identifier: person.handle,
    description: person.bio || undefined,
    image: person.photo ? new URL(person.photo.large, addressOf('/', 'en')).href : undefined,
    url: addressOf(path, locale),
  };
  const page = { '@type': 'ProfilePage', dateCreated: person.createdAt.toISOString(), mainEntity };
  return [page, breadcrumbs([{ name: person.name, path }], locale)];
}
