import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { Looking, Person } from '@/app/[locale]/(gallery)/people/person-screen';
import { findPerson } from '@/domains/accounts/queries';
import { currentViewer } from '@/domains/accounts/viewer';
import { findRelations } from '@/domains/social/queries/relations';

export type PersonParams = Promise<{ handle: string }>;

/** The person of an address, by a handle of before as well; where there is nobody, 404. */
export async function personIn(params: PersonParams): Promise<Person> {
  return (await findPerson((await params).handle)) ?? notFound();
}

/** What pages of a person that know who is looking say about themselves: they are for that one alone. */
export async function describePersonal(params: PersonParams): Promise<Metadata> {
  return { title: (await personIn(params)).name, robots: { index: false } };
}

/** Who is looking at a person, and what they have to do with them. One statement besides the session's. */
export async function lookingAt({ handle }: Person): Promise<Looking> {
  const viewer = await currentViewer();
  const relation = viewer && viewer.handle !== handle ? (await findRelations(viewer, [handle]))[handle] : undefined;
  return { viewer, relation };
}
