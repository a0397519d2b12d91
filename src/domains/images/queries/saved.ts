import 'server-only';
import { and, eq, inArray, isNotNull, isNull, ne } from 'drizzle-orm';
import type { MemberId } from '@/domains/accounts/tables';
import { db } from '@/platform/db/client';
import { imagePath } from '../rules';
import { images } from '../tables';

/**
 * Which of these addresses a member fetched a picture from that they still have, each with the page of that image, without language. Addresses as `URL`
 * writes them, at most 30. Nobody learns what others have. Never cached. One statement.
 */
export async function listSavedFrom(
  member: { id: MemberId },
  addresses: readonly string[],
): Promise<{ address: string; path: string }[]> {
  if (addresses.length === 0) return [];
  const saved = await db
    .select({
      address: images.fetchedFrom,
      ref: images.ref,
      slug: images.slug,
      audience: images.audience,
      state: images.state,
    })
    .from(images)
    .where(
      and(
        eq(images.ownerId, member.id),
        isNull(images.deletedAt),
        ne(images.state, 'failed'),
        isNotNull(images.fetchedFrom),
        inArray(images.fetchedFrom, [...addresses]),
      ),
    )
    .orderBy(images.id);
  return saved.map(({ address, audience, state, ...image }) => ({
    address: address ?? '',
    // Private images, and those in the making, have no page but their owner's.
    path: audience === 'private' || state !== 'ready' ? `/share/${image.ref}` : imagePath(image),
  }));
}
