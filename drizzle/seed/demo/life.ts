import { randomOf } from '../artist/random.ts';
import { remarks } from './comments.ts';
import { type Person, people } from './people.ts';
import type { Showing } from './programme.ts';

type Saying = { by: string; text: string };

/** One thing somebody of the demo did, so many hours before the seeding. `work` and `person` say to what. */
export type Doing = { who: string; hoursAgo: number } & (
  | { verb: 'joined' }
  | { verb: 'followed'; person: string }
  | { verb: 'shared' | 'liked'; work: string }
  | { verb: 'commented'; work: string; text: string; answer?: Saying & { hoursAgo: number } }
);

/** Everybody joined before the oldest image, nine days apart. */
export const joinedHoursAgo = (person: Person) => (151 + (people.length - people.indexOf(person)) * 9) * 24;

/**
 * Everything the people of the demo did, oldest first, the same in every copy: each joins, shares, follows about half of the others (more of those who speak the
 * same language), likes what they see (more of what is looked at more, most of it soon after it was hung) and says what `comments.ts` says.
 */
export function life(showings: readonly Showing[]): Doing[] {
  const doings: Doing[] = [
    ...people.map((person) => ({ who: person.handle, verb: 'joined' as const, hoursAgo: joinedHoursAgo(person) })),
    ...showings.map(sharing),
    ...follows(),
    ...likes(showings),
    ...comments(showings),
  ];
  return doings.sort((a, b) => b.hoursAgo - a.hoursAgo);
}

const sharing = ({ person, work, hoursAgo }: Showing): Doing => ({
  who: person.handle,
  verb: 'shared',
  work: work.key,
  hoursAgo,
});

function follows(): Doing[] {
  const random = randomOf('follows');
  return people.flatMap((person) =>
    people.flatMap((other): Doing[] => {
      const isFollower = random.next() < (person.locale === other.locale ? 0.65 : 0.45);
      const hoursAgo = 3 + 150 * 24 * random.next() ** 2;
      return isFollower && person !== other
        ? [{ who: person.handle, verb: 'followed', person: other.handle, hoursAgo }]
        : [];
    }),
  );
}

function likes(showings: readonly Showing[]): Doing[] {
  const random = randomOf('likes');
  return showings.flatMap(({ person, work, views, hoursAgo }) =>
    people.flatMap((other): Doing[] => {
      const isLiked = random.next() < 0.15 + Math.min(0.5, views / 4_000);
      const delay = hoursAgo * random.next() ** 3;
      return isLiked && other !== person
        ? [{ who: other.handle, verb: 'liked', work: work.key, hoursAgo: hoursAgo - delay }]
        : [];
    }),
  );
}

function comments(showings: readonly Showing[]): Doing[] {
  const random = randomOf('comments');
  const byWork = new Map(showings.map((showing) => [showing.work.key, showing]));
  return remarks.flatMap(({ by, work, text, answer }): Doing[] => {
    const wait = random.between(0.05, 0.5);
    const showing = byWork.get(work);
    if (!showing) return [];
    const hoursAgo = showing.hoursAgo * (1 - wait);
    const answered = answer && { ...answer, hoursAgo: hoursAgo * 0.8 };
    return [{ who: by, verb: 'commented', work, text, hoursAgo, ...(answered && { answer: answered }) }];
  });
}
