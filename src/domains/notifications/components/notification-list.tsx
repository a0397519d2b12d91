import { useFormatter, useTranslations } from 'next-intl';
import { commentPlace, lastComments } from '@/domains/engagement/rules';
import { Faces, SmallPicture } from '@/domains/feed/components/feed-line';
import { Actors } from '@/domains/feed/components/feed-sentence';
import { imagePath } from '@/domains/images/rules';
import { SiteLink } from '@/i18n/site-link';
import type { Telling } from '../queries';

/** What a member is told, a sentence each, new ones marked. `now`: for how long ago that was. */
export function NotificationList({ tellings, now }: { tellings: Telling[]; now: Date }) {
  const t = useTranslations('notifications');
  return (
    // Safari drops the meaning of a list without bullets; the role gives it back.
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <ol role="list" aria-label={t('title')} className="max-w-text">
      {tellings.map((telling) => (
        <NotificationLine key={telling.id} telling={telling} now={now} />
      ))}
    </ol>
  );
}

function NotificationLine({ telling, now }: { telling: Telling; now: Date }) {
  const t = useTranslations('notifications');
  const format = useFormatter();
  const { kind, at, isNew, actors, image, comment } = telling;
  return (
    <li className="relative flex gap-4 border-t border-line py-5 first:border-t-0 tablet:gap-5">
      {isNew && (
        <span className="absolute top-10 -left-3 size-2 rounded-full bg-accent forced-colors:bg-[Highlight] tablet:-left-5">
          <span className="sr-only">{t('new')}</span>
        </span>
      )}
      <Faces actors={actors} />
      <div className="min-w-0 grow">
        <p className="text-17">
          <Sentence telling={telling} />
        </p>
        {image && comment && (
          <p className="mt-1">
            <SiteLink
              href={wayTo(image, { kind, id: comment.id })}
              className="line-clamp-2 text-ink-2 no-underline hover:underline"
            >
              <bdi>{comment.text}</bdi>
            </SiteLink>
          </p>
        )}
        <p className="mt-0.5 text-13 text-ink-2">
          <time dateTime={at.toISOString()}>{format.relativeTime(at, now)}</time>
        </p>
      </div>
      {image && <SmallPicture image={image} />}
    </li>
  );
}

/** Where a comment stands: a new one on the last page of an image's comments, an answer below what it answers. */
function wayTo(image: Parameters<typeof imagePath>[0], { kind, id }: { kind: Telling['kind']; id: number }) {
  return `${imagePath(image)}${kind === 'commented' ? `?comments=${lastComments}` : ''}#${commentPlace(id)}`;
}

function Sentence({ telling: { kind, actors, image } }: { telling: Telling }) {
  const t = useTranslations('notifications');
  return t.rich(`told-${kind}`, {
    count: actors.length,
    who: () => <Actors actors={actors} />,
    what: () => image && <SiteLink href={imagePath(image)}>{image.title}</SiteLink>,
  });
}
