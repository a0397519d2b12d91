import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SiteLink } from '@/i18n/site-link';
import { Avatar } from '@/ui/avatar';
import type { PersonCard } from '../queries/people';
import { Follow } from './follow';

type Props<Card> = {
  people: readonly Card[];
  /** Names the list for those who hear it. */
  label: string;
  /** Who is looking, null for a visitor, on a page that knows; absent on one that is the same for everybody. */
  viewer?: { handle: string } | null | undefined;
  /** Without script: the page that shows what came of a toggle. */
  back: string;
  /** What stands below a person, and beside the toggle. */
  below?: (person: Card) => ReactNode;
  beside?: ((person: Card) => ReactNode) | undefined;
};

/** People, each with face, name, how many follow them, and the toggle to follow them. Each card says whose it is, so that it can be blanked. */
export function PeopleList<Card extends PersonCard>({ people, label, viewer, back, below, beside }: Props<Card>) {
  const t = useTranslations('social');
  return (
    <ul
      // biome-ignore lint/a11y/noRedundantRoles: Safari drops the meaning of a list without bullets; the role gives it back
      role="list"
      aria-label={label}
      className="grid list-none gap-x-10 gap-y-10 tablet:grid-cols-2 desktop:grid-cols-3"
    >
      {people.map((person) => (
        <li key={person.handle} data-by={person.handle}>
          <div className="flex items-center gap-4">
            <SiteLink
              href={`/people/${person.handle}`}
              className="group target flex min-w-0 grow items-center gap-4 text-ink no-underline"
            >
              <Avatar handle={person.handle} photo={person.photo} size={48} />
              <span className="min-w-0">
                <span className="block truncate font-medium group-hover:underline">{person.name}</span>
                <span className="block truncate text-13 text-ink-2">
                  {[`@${person.handle}`, person.city].filter(Boolean).join(' · ')}
                </span>
                <span className="figures block text-13 text-ink-2">
                  {t('followers-count', { count: person.followers })}
                </span>
              </span>
            </SiteLink>
            <div className="flex shrink-0 flex-col items-end gap-1">
              {viewer?.handle !== person.handle && (
                <Follow person={person} relation={viewer ? knownOf(person) : undefined} back={back} />
              )}
              {beside?.(person)}
            </div>
          </div>
          {below?.(person)}
        </li>
      ))}
    </ul>
  );
}

/** Whoever a list for one viewer shows is not hidden from them. */
const knownOf = ({ isFollowed }: PersonCard) => ({ isFollowed, boundary: null });
