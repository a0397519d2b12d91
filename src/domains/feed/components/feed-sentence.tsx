import { useLocale, useTranslations } from 'next-intl';
import { Fragment, type ReactNode } from 'react';
import type { ImageCard } from '@/domains/images/queries';
import { imagePath } from '@/domains/images/rules';
import { SiteLink } from '@/i18n/site-link';
import type { FeedGroup, FeedPerson } from '../queries';

/** Up to so many are named; of more, one. */
const mostNamed = 2;

const nameLook = 'font-medium text-ink no-underline hover:underline';

/** What a group says, in the language of the page; who and what are links. `viewer` is called "you". */
export function FeedSentence({ group, viewer }: { group: FeedGroup; viewer: string }) {
  const t = useTranslations('feed');
  const { actors } = group;
  const base = { count: actors.length, who: () => <Actors actors={actors} /> };
  switch (group.verb) {
    case 'joined':
      return t.rich('joined', base);
    case 'followed':
      return t.rich('followed', {
        ...base,
        whom: group.person.handle === viewer ? 'you' : 'other',
        person: () => <Name person={group.person} />,
      });
    case 'shared':
      return t.rich('shared', { ...base, count: group.images.length, what: () => <Title image={group.images[0]} /> });
    case 'liked':
    case 'commented':
      return t.rich(group.verb, {
        ...base,
        whose: whose(group.image, actors, viewer),
        what: () => <Title image={group.image} />,
        owner: () => <Name person={group.image.owner} />,
      });
  }
}

/** Whose image it is, as far as the sentence says so: the reader's, nobody's but who does it, or somebody else's. */
function whose({ owner }: ImageCard, actors: FeedPerson[], viewer: string) {
  if (owner.handle === viewer) return 'yours';
  return actors.length === 1 && owner.handle === actors[0]?.handle ? 'own' : 'other';
}

/** Who did it, each a link: one, two, or the newest and how many others. */
export function Actors({ actors }: { actors: FeedPerson[] }): ReactNode {
  const t = useTranslations('feed');
  const locale = useLocale();
  const [first] = actors;
  if (!first) return null;
  if (actors.length > mostNamed) {
    return t.rich('many', { others: actors.length - 1, first: () => <Name person={first} /> });
  }
  const named = new Map(actors.map((person) => [person.handle, person]));
  return new Intl.ListFormat(locale).formatToParts(named.keys()).map(({ type, value }) => {
    const person = type === 'element' ? named.get(value) : undefined;
    return <Fragment key={value}>{person ? <Name person={person} /> : ` ${value.trim()} `}</Fragment>;
  });
}

function Name({ person: { handle, name } }: { person: Pick<FeedPerson, 'handle' | 'name'> }) {
  return (
    <SiteLink href={`/people/${handle}`} className={nameLook}>
      <bdi>{name}</bdi>
    </SiteLink>
  );
}

function Title({ image }: { image: ImageCard | undefined }) {
  if (!image) return null;
  return (
    <SiteLink href={imagePath(image)} className="text-ink underline decoration-line hover:decoration-current">
      {image.title}
    </SiteLink>
  );
}
