import { getFormatter, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { findPerson } from '@/domains/accounts/queries';
import type { Viewer } from '@/domains/accounts/viewer';
import { countLikedBy } from '@/domains/engagement/queries/liked';
import { countImagesOf } from '@/domains/images/queries/people';
import { Boundaries, BoundaryWords } from '@/domains/social/components/boundaries';
import { Follow } from '@/domains/social/components/follow';
import type { Relation } from '@/domains/social/components/relations';
import { findFollowCounts } from '@/domains/social/queries/relations';
import { ownViewOf } from '@/domains/social/rules';
import { SiteLink } from '@/i18n/site-link';
import { Avatar } from '@/ui/avatar';
import { buttonLook } from '@/ui/button';
import { Page } from '@/ui/page';

export type Person = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

/** Who is looking at a person, and what they have to do with them, on a page that knows. */
export type Looking = { viewer: Viewer | null; relation: Relation | undefined };

const tabs = ['images', 'likes', 'followers', 'following'] as const;
export type Tab = (typeof tabs)[number];

const tabLook =
  'word-target inline-flex shrink-0 items-center gap-1.5 border-b-2 border-transparent text-15 whitespace-nowrap text-ink-2 no-underline hover:text-ink aria-[current]:border-ink aria-[current]:text-ink';

type Props = {
  person: Person;
  /** Which of the person's lists stands below. */
  tab: Tab;
  /** Absent on the page that is the same for everybody. */
  looking?: Looking;
  children: ReactNode;
};

/** A person's page: who they are, what one can do, and one of their lists. The same for everybody, and as whoever is looking sees it. */
export async function PersonScreen({ person, tab, looking, children }: Props) {
  const { handle, name, photo, city, bio } = person;
  return (
    <Page>
      <header className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-5 gap-y-5 tablet:gap-x-8">
        <Avatar handle={handle} photo={photo} size={88} />
        <div>
          <h1 className="text-28 font-strong tracking-title tablet:text-40">{name}</h1>
          <p className="mt-1.5 text-ink-2">{[`@${handle}`, city].filter(Boolean).join(' · ')}</p>
        </div>
        <div className="col-span-full flex flex-col gap-5 tablet:col-start-2">
          {bio && <p className="max-w-text text-17 whitespace-pre-line">{bio}</p>}
          <Doings person={person} looking={looking} />
        </div>
      </header>
      <Tabs person={person} tab={tab} isKnown={looking !== undefined} />
      <BoundaryWords person={person} relation={looking?.relation} />
      {children}
    </Page>
  );
}

/** What one can do about a person; about oneself, the way to the settings. Its height is kept. */
async function Doings({ person, looking }: { person: Person; looking: Looking | undefined }) {
  const t = await getTranslations('social');
  const own = (
    <SiteLink href="/settings" className={buttonLook('calm')}>
      {t('edit-profile')}
    </SiteLink>
  );
  const isOwn = looking?.viewer?.handle === person.handle;
  return (
    <div className="relative flex min-h-11 flex-wrap items-start gap-2">
      {isOwn ? (
        own
      ) : (
        <>
          <Follow person={person} relation={looking?.relation} own={own} isWide />
          <Boundaries person={person} relation={looking?.relation} />
        </>
      )}
    </div>
  );
}

/** The person's lists with how many stand in each. */
async function Tabs({ person: { handle, name }, tab, isKnown }: { person: Person; tab: Tab; isKnown: boolean }) {
  const [images, likes, follows, t, format] = await Promise.all([
    countImagesOf(handle),
    countLikedBy(handle),
    findFollowCounts(handle),
    getTranslations('social'),
    getFormatter(),
  ]);
  const counts: Record<Tab, number> = { images, likes, ...follows };
  const first = isKnown ? ownViewOf(handle) : `/people/${handle}`;
  return (
    <nav
      aria-label={t('lists-of', { name })}
      className="mt-8 mb-8 flex gap-x-6 overflow-x-auto border-b border-line tablet:mt-10 tablet:gap-x-8"
    >
      {tabs.map((each) => (
        <SiteLink
          key={each}
          href={each === 'images' ? first : `/people/${handle}/${each}`}
          className={tabLook}
          aria-current={each === tab ? 'page' : undefined}
        >
          {t(`tab-${each}`)}
          <span className="figures">{format.number(counts[each])}</span>
        </SiteLink>
      ))}
    </nav>
  );
}
