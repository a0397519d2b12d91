import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { imagePath } from '@/domains/images/rules';
import { type Locale, localePath } from '@/i18n/routing';
import { SiteLink } from '@/i18n/site-link';
import { Avatar } from '@/ui/avatar';
import type { Likes as LikesView, OwnOnImage } from '../queries/likes';
import { ownViewOf } from '../rules';
import { LikeButton } from './like-button';

type Props = {
  image: { ref: string; slug: string };
  likes: LikesView;
  /** What the image is to whoever is looking, on a page that knows it. */
  own?: OwnOnImage | undefined;
};

/** The likes of an image: the toggle with their number, and who they are from. */
export function Likes({ image, likes, own }: Props) {
  const t = useTranslations('engagement');
  const locale = useLocale() as Locale;
  const signIn = `/sign-in?${new URLSearchParams({ back: imagePath(image) })}`;
  return (
    <section aria-label={t('likes')} className="flex flex-wrap items-center gap-x-5 gap-y-2">
      <LikeButton
        image={image.ref}
        count={likes.count}
        locale={locale}
        given={own}
        back={ownViewOf(image)}
        signIn={localePath(signIn, locale)}
        words={{ like: t('like'), liked: t('liked'), takeBack: t('like-take-back') }}
      />
      <Likers image={image} likes={likes} />
    </section>
  );
}

/** Those who did last by face and name, and the way to all of them. */
function Likers({ image, likes: { count, first } }: Omit<Props, 'own'>) {
  const t = useTranslations('engagement');
  const format = useFormatter();
  if (first.length === 0) return <p className="text-ink-2">{t('likes-none')}</p>;
  const others = Math.max(0, count - first.length);
  const names = first.map(({ handle, name }) => (
    <span key={handle} data-by={handle}>
      <SiteLink
        href={`/people/${handle}`}
        className="word-target inline-flex items-center no-underline hover:underline"
      >
        {name}
      </SiteLink>
    </span>
  ));
  const all = (
    <SiteLink
      key="/"
      href={`${imagePath(image)}/likes`}
      className="word-target inline-flex items-center text-ink-2 no-underline hover:underline"
    >
      {t('likes-others', { count: others })}
    </SiteLink>
  );
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3">
      <span aria-hidden="true" className="flex -space-x-2">
        {first.map(({ handle, photo }) => (
          <span key={handle} data-by={handle} className="rounded-full ring-2 ring-paper">
            <Avatar handle={handle} photo={photo} size={28} />
          </span>
        ))}
      </span>
      <p className="min-w-0">{format.list(others > 0 ? [...names, all] : names)}</p>
    </div>
  );
}
