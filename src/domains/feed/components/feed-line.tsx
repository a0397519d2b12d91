import { useFormatter } from 'next-intl';
import type { ImageCard } from '@/domains/images/queries';
import { imagePath } from '@/domains/images/rules';
import { SiteLink } from '@/i18n/site-link';
import { Avatar } from '@/ui/avatar';
import { classes } from '@/ui/classes';
import type { FeedGroup, FeedPerson } from '../queries';
import { FeedSentence } from './feed-sentence';

/** Of many pictures that somebody shared in a row so many are shown. */
const mostPictures = 6;

/** One line of the feed: a face, a sentence, when, and a small picture of what it is about. */
export function FeedLine({ group, viewer, now }: { group: FeedGroup; viewer: string; now: Date }) {
  const format = useFormatter();
  return (
    <li className="flex gap-4 border-t border-line py-5 first:border-t-0 tablet:gap-5">
      <Faces actors={group.actors} />
      <div className="min-w-0 grow">
        <p className="text-17">
          <FeedSentence group={group} viewer={viewer} />
        </p>
        <p className="mt-0.5 text-13 text-ink-2">
          <time dateTime={group.at.toISOString()}>{format.relativeTime(group.at, now)}</time>
        </p>
        {group.verb === 'shared' && (
          <ul className="mt-3 flex flex-wrap gap-2">
            {group.images.slice(0, mostPictures).map((image) => (
              <li key={image.id}>
                <SmallPicture image={image} isLarge isOnlyWay={group.images.length > 1} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {(group.verb === 'liked' || group.verb === 'commented') && <SmallPicture image={group.image} />}
      {group.verb === 'followed' && <Avatar {...group.person} size={48} />}
    </li>
  );
}

/** The face of who did it last, and of one more where there are several. */
export function Faces({ actors: [first, second] }: { actors: FeedPerson[] }) {
  return (
    <span className="relative size-10 shrink-0">
      {first && <Avatar {...first} size={40} />}
      {second && (
        <span className="absolute -right-1.5 -bottom-1.5 rounded-full border-2 border-paper">
          <Avatar {...second} size={22} />
        </span>
      )}
    </span>
  );
}

type PicturedImage = Pick<ImageCard, 'ref' | 'slug' | 'title' | 'altText' | 'picture'>;

/** An image cut to a square, as a link to its page. Where the sentence holds the same link, one of the two is enough for the keyboard. */
export function SmallPicture(props: { image: PicturedImage; isLarge?: boolean; isOnlyWay?: boolean }) {
  const { image, isLarge, isOnlyWay } = props;
  const { square, colour } = image.picture;
  const side = isLarge ? 104 : 72;
  return (
    <SiteLink href={imagePath(image)} tabIndex={isOnlyWay ? undefined : -1} className="block shrink-0">
      <picture>
        {square.sources.map(({ type, srcSet }) => (
          <source key={type} type={type} srcSet={srcSet} sizes={`${side}px`} />
        ))}
        <img
          src={square.src}
          alt={image.altText || image.title}
          width={side}
          height={side}
          loading="lazy"
          decoding="async"
          style={{ backgroundColor: colour }}
          className={classes('object-cover', isLarge ? 'size-[6.5rem]' : 'size-[4.5rem]')}
        />
      </picture>
    </SiteLink>
  );
}
