import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { locale as rootLocale } from 'next/root-params';
import { ImageScreen } from '@/app/[locale]/(gallery)/images/[ref]/[slug]/image-screen';
import { pageAfter } from '@/app/[locale]/(personal)/pages/after';
import { Refused } from '@/app/[locale]/(personal)/pages/refused';
import { currentViewer } from '@/domains/accounts/viewer';
import type { Opened } from '@/domains/engagement/components/comments';
import { listComments } from '@/domains/engagement/queries/comments';
import { findLikes, findOwnOnImage } from '@/domains/engagement/queries/likes';
import { ownViewOf, panels } from '@/domains/engagement/rules';
import { findPublicImage } from '@/domains/images/queries';
import { imagePath } from '@/domains/images/rules';
import { type Locale, localePath } from '@/i18n/routing';

/** Drawn whole for each request: see the layout. */
export const instant = false;

/** `mine`: nothing but that somebody wants to see it as they see it; `comments`: a page of them; `answer`, `change`: a comment whose form is open. */
type Query = Record<'comments' | 'answer' | 'change' | 'refused', string | string[] | undefined>;
type Props = { params: Promise<{ ref: string; slug: string }>; searchParams: Promise<Query> };

const imageIn = async ({ params }: Props) => (await findPublicImage((await params).ref)) ?? notFound();

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await imageIn(props)).title, robots: { index: false } };
}

function openedBy(query: Query): Opened {
  for (const panel of panels) {
    const comment = query[panel];
    if (typeof comment === 'string' && /^\d{1,15}$/.test(comment)) return { panel, comment: Number(comment) };
  }
  return null;
}

/** An image as whoever is looking sees it: what they like, whom they do not want to see, their own comments' forms. Where forms lead that no script sends. */
export default async function OwnImageView(props: Props) {
  const [image, viewer, query, { slug }, locale] = await Promise.all([
    imageIn(props),
    currentViewer(),
    props.searchParams,
    props.params,
    rootLocale() as Promise<Locale>,
  ]);
  if (slug !== image.slug && slug !== encodeURIComponent(image.slug)) redirect(localePath(ownViewOf(image), locale));
  const cursor = typeof query.comments === 'string' ? query.comments : undefined;
  const opened = openedBy(query);
  const here =
    cursor === undefined ? ownViewOf(image) : `${imagePath(image)}?${new URLSearchParams({ comments: cursor })}`;
  if (opened && !viewer) {
    const back = `${here}&${opened.panel}=${opened.comment}`;
    redirect(localePath(`/sign-in?${new URLSearchParams({ back })}`, locale));
  }
  const [likes, comments, own] = await Promise.all([
    findLikes(image.ref, viewer),
    pageAfter(Promise.resolve({ after: cursor }), imagePath(image), (after) =>
      listComments(image.ref, viewer, cursor === undefined ? undefined : after),
    ),
    viewer && findOwnOnImage(viewer, { ...image, ownerId: image.owner.id }),
  ]);
  return (
    <ImageScreen
      image={image}
      likes={likes}
      comments={comments}
      locale={locale}
      own={{ viewer: viewer && own && { handle: viewer.handle, ...own }, here, opened }}
      notice={<Refused code={query.refused} />}
    />
  );
}
