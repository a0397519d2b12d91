import 'server-only';
import { and, desc, eq, isNull, lt, ne, or, type SQLWrapper } from 'drizzle-orm';
import { z } from 'zod';
import type { MemberId } from '@/domains/accounts/tables';
import { referencePattern } from '@/kernel/ids';
import { decodeCursor, type Page, pageOf } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { derivatives } from '@/platform/pictures/derivatives';
import { pictures } from '@/platform/pictures/tables';
import { type PictureView, pictureColumns, pictureView } from '@/platform/pictures/view';
import { detailColumns } from '../queries';
import { duplicateCode, filePath, pageSize } from '../rules';
import { type ImageId, images } from '../tables';

/** What an owner sees of an image in a list, whatever has become of it. */
const asideColumns = {
  id: images.id,
  ref: images.ref,
  title: images.title,
  altText: images.altText,
  audience: images.audience,
  askedAudience: images.askedAudience,
  state: images.state,
  failure: images.failure,
  picture: pictureColumns,
};

type Pictured = { ref: string; audience: string; picture: Parameters<typeof pictureView>[0] | null };

/** By addresses that its owner can open: those of a private picture lead to the door that asks who is there. */
function ownPicture({ ref, audience, picture }: Pictured): PictureView | null {
  if (!picture) return null;
  return audience === 'private' ? pictureView(picture, (_, index) => filePath({ ref }, index)) : pictureView(picture);
}

/**
 * An own image, whoever else may see it: how far it has come, its words, and its picture once there is one. `mayKeepBoth`: it waits for a word of its owner's
 * about another of the same original, and its own is still there. Never cached. Null for a stranger and for nothing. One statement.
 */
export async function findOwnShare(member: { id: MemberId }, ref: string) {
  if (!referencePattern.test(ref)) return null;
  const [image] = await db
    .select({ ...asideColumns, ...detailColumns, slug: images.slug, uploadRef: images.uploadRef })
    .from(images)
    .leftJoin(pictures, eq(pictures.id, images.pictureId))
    .where(and(eq(images.ref, ref), eq(images.ownerId, member.id), isNull(images.deletedAt)))
    .limit(1);
  if (!image) return null;
  const { uploadRef, ...share } = image;
  const mayKeepBoth = share.failure === duplicateCode && uploadRef !== null;
  return { ...share, picture: ownPicture(share), mayKeepBoth };
}

/** An own image as the page shows it where its owner changes it. */
export type OwnShare = NonNullable<Awaited<ReturnType<typeof findOwnShare>>>;

/** The image that an own one turned out to be the same as, the first one where there are several; null when it is gone. Never cached. One statement. */
export async function findSharedBefore(member: { id: MemberId }, ref: string) {
  const asked = db
    .select({ originalHash: images.originalHash })
    .from(images)
    .where(and(eq(images.ref, ref), eq(images.ownerId, member.id)));
  const [image] = await db
    .select({ ...asideColumns, slug: images.slug })
    .from(images)
    .innerJoin(pictures, eq(pictures.id, images.pictureId))
    .where(and(isOfOriginal(member.id, asked), ne(images.ref, ref)))
    .orderBy(images.id)
    .limit(1);
  return image ? { ...image, picture: ownPicture(image) } : null;
}

export type SharedBefore = NonNullable<Awaited<ReturnType<typeof findSharedBefore>>>;

/** A member's made images of one original. `images_once_of_owner` finds them. */
export const isOfOriginal = (ownerId: MemberId, hash: string | SQLWrapper) =>
  and(eq(images.ownerId, ownerId), eq(images.originalHash, hash), eq(images.state, 'ready'), isNull(images.deletedAt));

/**
 * The own images that do not hang for everybody, the one shared last first, 24 a page: unlisted and private ones, those in the making, and those that could
 * not be made. Never cached. One statement. @throws Refusal `site.cursor`
 */
export async function listImagesAside(member: { id: MemberId }, cursor?: string): Promise<Page<AsideImage>> {
  const after = cursor === undefined ? undefined : (decodeCursor(z.int().min(1), cursor) as ImageId);
  const rows = await db
    .select(asideColumns)
    .from(images)
    .leftJoin(pictures, eq(pictures.id, images.pictureId))
    .where(
      and(
        eq(images.ownerId, member.id),
        isNull(images.deletedAt),
        or(ne(images.audience, 'public'), ne(images.state, 'ready')),
        after && lt(images.id, after),
      ),
    )
    .orderBy(desc(images.id))
    .limit(pageSize + 1);
  return pageOf(rows, pageSize, ({ id }) => id, asideOf);
}

const asideOf = ({ picture, ...image }: AsideRow) => ({
  ...image,
  square: ownPicture({ ...image, picture })?.square ?? null,
});
type AsideRow = {
  [Name in keyof typeof asideColumns]: Name extends 'picture' ? Pictured['picture'] : OwnShare[Name & keyof OwnShare];
};
export type AsideImage = ReturnType<typeof asideOf>;

/**
 * Where storage keeps one file of an own private image; null for everybody else's, for public ones (which have addresses of their own) and for
 * nothing. `file` is its place in `derivatives`, as `filePath` wrote it. One statement.
 */
export async function findOwnFile(member: { id: MemberId }, ref: string, file: string) {
  const derivative = /^\d{1,2}$/.test(file) ? derivatives[Number(file)] : undefined;
  if (!derivative || !referencePattern.test(ref)) return null;
  const isOwnPrivate = and(
    eq(images.ref, ref),
    eq(images.ownerId, member.id),
    eq(images.audience, 'private'),
    isNull(images.deletedAt),
  );
  const [found] = await db
    .select({ files: pictures.files })
    .from(images)
    .innerJoin(pictures, eq(pictures.id, images.pictureId))
    .where(isOwnPrivate)
    .limit(1);
  const key = found?.files[Number(file)];
  return key === undefined ? null : { key, type: `image/${derivative.format}` };
}
