import 'server-only';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Viewer } from '@/domains/accounts/queries';
import { members } from '@/domains/accounts/tables';
import { cardColumns, cardOf, type ImageCard } from '@/domains/images/queries';
import { pageSize } from '@/domains/images/rules';
import { images } from '@/domains/images/tables';
import { isOpen } from '@/domains/images/visibility';
import { isNotHiddenFrom } from '@/domains/social/visibility';
import { decodeCursor, newestPosition, type Page, pageOf } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { pictures } from '@/platform/pictures/tables';
import { pausedHistories, seenImages } from '../tables';

type Reader = Pick<Viewer, 'id'>;

/** An image somebody looked at, and when last. */
export type SeenImage = { image: ImageCard; seenAt: Date };

/**
 * The images a member looked at, the last one first, 24 a page: those whose pages still open, without those of people whom the member does not want to see.
 * One statement. @throws Refusal `site.cursor`
 */
export async function listHistory(reader: Reader, cursor?: string): Promise<Page<SeenImage>> {
  const rows = await db
    .select({ ...cardColumns, seenAt: seenImages.seenAt })
    .from(seenImages)
    .innerJoin(images, eq(images.id, seenImages.imageId))
    .innerJoin(members, eq(members.id, images.ownerId))
    .innerJoin(pictures, eq(pictures.id, images.pictureId))
    .where(
      and(eq(seenImages.memberId, reader.id), isOpen, isNotHiddenFrom(reader.id, images.ownerId), isBefore(cursor)),
    )
    .orderBy(desc(seenImages.seenAt), desc(seenImages.imageId))
    .limit(pageSize + 1);
  return pageOf(
    rows,
    pageSize,
    ({ seenAt, id }) => [seenAt.getTime(), id],
    ({ seenAt, ...card }) => ({ image: cardOf(card), seenAt }),
  );
}

/** By key, not by number: looks that come meanwhile neither repeat nor hide a row. */
function isBefore(cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const [at, last] = decodeCursor(newestPosition, cursor);
  return sql`(${seenImages.seenAt}, ${seenImages.imageId}) < (${at.toISOString()}, ${last})`;
}

/** Whether a member's history stands still, and the time zone their days are told in. One statement. */
export async function readHistoryState(reader: Reader): Promise<{ isPaused: boolean; timeZone: string }> {
  const [state] = await db
    .select({ timeZone: members.timeZone, pausedAt: pausedHistories.pausedAt })
    .from(members)
    .leftJoin(pausedHistories, eq(pausedHistories.memberId, members.id))
    .where(eq(members.id, reader.id));
  return { isPaused: state?.pausedAt != null, timeZone: state?.timeZone ?? 'UTC' };
}
