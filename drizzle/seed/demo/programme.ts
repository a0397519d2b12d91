import { invariant } from '@/kernel/invariant';
import { randomOf } from '../artist/random.ts';
import type { Work } from '../artist/work.ts';
import { works } from '../artist/works.ts';
import type { Caption } from './caption.ts';
import { type Person, people } from './people.ts';

/** One image of the demo: who shares what, how many hours before the seeding, and how often it was looked at since. */
export type Showing = {
  ref: string;
  person: Person;
  work: Work;
  caption: Caption;
  hoursAgo: number;
  views: number;
};

const alphabet = Array.from('0123456789abcdefghjkmnpqrstvwxyz');

/** The same reference for the same work in every copy: a killed seeding finds what it had done, and links in documents hold. */
export function refOf(key: string): string {
  const random = randomOf(`ref ${key}`);
  return Array.from({ length: 10 }, () => random.pick(alphabet)).join('');
}

const hours = 150 * 24;

/**
 * Every image of the demo, oldest first. Dates reach back 150 days, closer together towards the end; owners and kinds are mixed, so that the
 * newest page shows some of everything. Views fall off as they do in life: few images have most of them.
 */
export function programme(): Showing[] {
  const random = randomOf('programme');
  const byKey = new Map(works.map((work) => [work.key, work]));
  const shared = people.flatMap((person) => person.captions.map((caption) => ({ person, caption })));
  return random.shuffled(shared).map(({ person, caption }, place) => {
    const work = byKey.get(caption.work);
    invariant(work, `the artist draws no "${caption.work}"`);
    const share = (shared.length - place - random.between(0.2, 0.9)) / shared.length;
    const views = Math.round(24 + 3_600 * random.next() ** 4 + 400 * share);
    return { ref: refOf(work.key), person, work, caption, hoursAgo: 2 + hours * share ** 1.4, views };
  });
}
