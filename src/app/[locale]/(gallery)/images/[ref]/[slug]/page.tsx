import type { Metadata } from 'next';
import { notFound, permanentRedirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { getTranslations } from 'next-intl/server';
import { addressOf, faceOf } from '@/app/[locale]/addresses';
import { Missing } from '@/app/[locale]/missing';
import { listComments } from '@/domains/engagement/queries/comments';
import { findLikes } from '@/domains/engagement/queries/likes';
import { findPublicImage } from '@/domains/images/queries';
import { imagePath } from '@/domains/images/rules';
import { isLocale, type Locale, localePath, standIn } from '@/i18n/routing';
import { ImageScreen } from './image-screen';

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
  const [likes, comments] = await Promise.all([findLikes(image.ref, null), listComments(image.ref, null)]);
  return <ImageScreen image={image} likes={likes} comments={comments} locale={locale as Locale} />;
}
