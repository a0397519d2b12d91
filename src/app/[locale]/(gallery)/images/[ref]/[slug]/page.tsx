import type { Metadata } from 'next';
import { notFound, permanentRedirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { addressOf, faceOf } from '@/app/[locale]/addresses';
import { breadcrumbs, LinkedData } from '@/app/[locale]/linked-data';
import { Missing } from '@/app/[locale]/missing';
import { OwnerLink } from '@/domains/accounts/components/owner-link';
import { ViewCount } from '@/domains/engagement/components/view-count';
import { ImageLabel } from '@/domains/images/components/image-label';
import { ImageWall } from '@/domains/images/components/image-wall';
import { Neighbours } from '@/domains/images/components/neighbours';
import { findPublicImage, type ImageDetail, listImagesOf } from '@/domains/images/queries';
import { imagePath } from '@/domains/images/rules';
import { isLocale, type Locale, localePath, standIn } from '@/i18n/routing';
import { classes } from '@/ui/classes';
import { Part } from '@/ui/page';
import { isPanorama, Stage } from '@/ui/picture';

type Props = { params: Promise<{ ref: string; slug: string }> };

export const generateStaticParams = () => [{ ref: standIn, slug: standIn }];

/** "stand-in" while the site is built, before any query. */
async function imageOf({ params }: Props) {
  const [{ ref }, locale] = await Promise.all([params, rootLocale()]);
  return ref === standIn || !isLocale(locale) ? 'stand-in' : findPublicImage(ref);
}

/** Refuses and redirects here, not in the page: the status is then right and the panel still stands in the body. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  const [image, { slug }, locale] = await Promise.all([imageOf(props), props.params, rootLocale()]);
  if (image === 'stand-in' || !isLocale(locale)) return {};
  if (!image) notFound();
  const path = imagePath(image);
  // Parameters come as they stand in the address: letters beyond ASCII encoded by some browsers, bare by others.
  if (slug !== image.slug && slug !== encodeURIComponent(image.slug)) permanentRedirect(localePath(path, locale));
  const { title, owner } = image;
  const t = await getTranslations('images');
  const description = image.description.slice(0, 200) || image.altText || t('undescribed', { title, name: owner.name });
  const face = faceOf({ title, description, path, locale, image });
  return {
    ...face,
    authors: [{ name: owner.name, url: addressOf(`/people/${owner.handle}`, locale) }],
    robots: image.audience === 'public' ? undefined : { index: false },
    openGraph: { ...face.openGraph, type: 'article' },
  };
}

export default async function ImagePage(props: Props) {
  const [image, locale] = await Promise.all([imageOf(props), rootLocale()]);
  if (image === 'stand-in') return null;
  if (!image) return <Missing />;
  const [{ items }, t] = await Promise.all([listImagesOf(image.owner.handle), getTranslations('images')]);
  const place = items.findIndex(({ id }) => id === image.id);
  const others = items.filter(({ id }) => id !== image.id).slice(0, 8);
  const { name } = image.owner;
  const isWide = isPanorama(image.picture);
  return (
    <main id="main" tabIndex={-1} className="grow">
      <article className={isWide ? undefined : 'desktop:grid desktop:grid-cols-[minmax(0,1fr)_25rem]'}>
        <Stage picture={image.picture} alt={image.altText || t('undescribed', { title: image.title, name })} />
        <div
          className={classes(
            'gutter flex flex-col gap-8 py-7 desktop:py-10',
            isWide ? 'mx-auto w-full max-w-page' : 'desktop:pl-10',
          )}
        >
          <ImageLabel image={image} isWide={isWide} views={<ViewCount image={image.ref} locale={locale as Locale} />} />
          {place >= 0 && <Neighbours newer={items[place - 1]} older={items[place + 1]} />}
          <OwnerLink owner={image.owner.handle} href={localePath(`/share/${image.ref}`, locale as Locale)}>
            {t('change-or-delete')}
          </OwnerLink>
        </div>
      </article>
      {others.length > 0 && (
        <div className="gutter mx-auto max-w-page pb-20">
          <Part id="more" title={t('more-from', { name })}>
            <ImageWall images={others} label={t('more-from', { name })} isOwnerKnown />
          </Part>
        </div>
      )}
      <LinkedData things={thingsOf(image, locale as Locale)} />
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
