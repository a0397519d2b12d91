import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { cacheLife, cacheTag } from 'next/cache';
import { handlePattern } from '@/domains/accounts/rules';
import { members } from '@/domains/accounts/tables';
import { images } from '@/domains/images/tables';
import { isListed } from '@/domains/images/visibility';
import { db } from '@/platform/db/client';
import { likedByTag } from '../cache';
import { likes } from '../tables';

/**
 * How many images a member likes, of those that hang for everybody. Cached until they like another or one less; what others do to those images may be a minute old.
 * One statement.
 */
export async function countLikedBy(handle: string): Promise<number> {
  return handlePattern.test(handle) ? countLiked(handle) : 0;
}

async function countLiked(handle: string) {
  'use cache';
  // Next lets anybody call a cached function, with any arguments: it looks for itself.
  if (typeof handle !== 'string' || !handlePattern.test(handle)) return 0;
  cacheLife({ stale: 60, revalidate: 60, expire: 600 });
  cacheTag(likedByTag(handle));
  const [counted] = await db
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(likes)
    .innerJoin(images, eq(images.id, likes.imageId))
    .where(and(eq(likes.memberId, sql`(select id from ${members} where ${members.handle} = ${handle})`), isListed));
  return counted?.count ?? 0;
}
