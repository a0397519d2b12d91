import { useTranslations } from 'next-intl';
import type { FeedGroup } from '../queries';
import { FeedLine } from './feed-line';

/** A page of the feed: sentences of people doing things. `viewer`: who reads, by handle, and is called "you". */
export function FeedList({ groups, viewer, now }: { groups: FeedGroup[]; viewer: string; now: Date }) {
  const t = useTranslations('feed');
  return (
    // Safari drops the meaning of a list without bullets; the role gives it back.
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <ol role="list" id="feed" aria-label={t('list')} className="max-w-text">
      {groups.map((group) => (
        <FeedLine key={group.id} group={group} viewer={viewer} now={now} />
      ))}
    </ol>
  );
}
