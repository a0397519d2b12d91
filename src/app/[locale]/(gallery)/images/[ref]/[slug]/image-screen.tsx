import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { addressOf } from '@/app/[locale]/addresses';
import { breadcrumbs, LinkedData } from '@/app/[locale]/linked-data';
import { OwnerLink } from '@/domains/accounts/components/owner-link';
import type { KnownViewer } from '@/domains/engagement/components/comment-desk';
import { Comments, type Opened } from '@/domains/engagement/components/comments';
import { Likes } from '@/domains/engagement/components/likes';
import { ViewCount } from '@/domains/engagement/components/view-count';
import type { Comments as CommentsView } from '@/domains/engagement/queries/comments';
import type { Likes as LikesView } from '@/domains/engagement/queries/likes';
import { ImageLabel } from '@/domains/images/components/image-label';
import { ImageWall } from '@/domains/images/components/image-wall';
import { Neighbours } from '@/domains/images/components/neighbours';
import { type ImageDetail, listImagesOf } from '@/domains/images/queries';
import { imagePath } from '@/domains/images/rules';
import { type Locale, localePath } from '@/i18n/routing';
import { classes } from '@/ui/classes';
import { Part } from '@/ui/page';
import { isPanorama, Stage } from '@/ui/picture';

type Props = {
  image: ImageDetail;
  likes: LikesView;
  comments: CommentsView;
  locale: Locale;
  /** What the page knows that is not the same for everybody: see `Comments`. */
  own?: { viewer: KnownViewer; here: string; opened: Opened };
  /** Something to say above everything else. */
  notice?: ReactNode;
};

/** An image with all that belongs to it. The page for everybody and the one that knows who is looking draw the same. */
export async function ImageScreen({ image, likes, comments, locale, own, notice }: Props) {
  const [{ items }, t] = await Promise.all([listImagesOf(image.owner.handle), getTranslations('images')]);
  const place = items.findIndex(({ id }) => id === image.id);
  const others = items.filter(({ id }) => id !== image.id).slice(0, 8);
  const { name } = image.owner;
  const isWide = isPanorama(image.picture);
  return (
    <main id="main" tabIndex={-1} className="grow">
      {notice}
      <article className={isWide ? undefined : 'desktop:grid desktop:grid-cols-[minmax(0,1fr)_25rem]'}>
        <Stage picture={image.picture} alt={image.altText || t('undescribed', { title: image.title, name })} />
        <div
          className={classes(
            'gutter flex flex-col gap-8 py-7 desktop:py-10',
            isWide ? 'mx-auto w-full max-w-page' : 'desktop:pl-10',
          )}
        >
          <ImageLabel image={image} isWide={isWide} views={<ViewCount image={image.ref} locale={locale} />} />
          <Likes image={image} likes={likes} own={own?.viewer ?? undefined} />
          {place >= 0 && <Neighbours newer={items[place - 1]} older={items[place + 1]} />}
          <OwnerLink owner={image.owner.handle} href={localePath(`/share/${image.ref}`, locale)}>
            {t('change-or-delete')}
          </OwnerLink>
        </div>
      </article>
      <div className="gutter mx-auto max-w-page pb-20">
        <Comments image={image} comments={comments} own={own} />
        {others.length > 0 && (
          <Part id="more" title={t('more-from', { name })}>
            <ImageWall images={others} label={t('more-from', { name })} isOwnerKnown />
          </Part>
        )}
      </div>
      <LinkedData things={thingsOf(image, locale)} />
    </main>
  );
}

/** What machines read about the picture, and about the way here. */
function thingsOf({ title, description, owner, picture, publishedAt, ...image }: ImageDetail, locale: Locale) {
  const path = imagePath(image);
  const person = { name: owner.name, path: `/people/${owner.handle}` };
  const picturePage = {
    '@type': 'ImageObject',
    name: title,
    description: description || image.altText || undefined,
    contentUrl: new URL(picture.fallback.src, addressOf('/', 'en')).href,
    url: addressOf(path, locale),
    width: picture.fallback.width,
    height: picture.fallback.height,
    uploadDate: publishedAt.toISOString(),
    keywords: image.tags.join(', ') || undefined,
    creator: { '@type': 'Person', name: owner.name, url: addressOf(person.path, locale) },
  };
  return [picturePage, breadcrumbs([person, { name: title, path }], locale)];
}
