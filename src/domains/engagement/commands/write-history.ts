import 'server-only';
import { sql } from 'drizzle-orm';
import type { Viewer } from '@/domains/accounts/queries';
import { type ImageId, images } from '@/domains/images/tables';
import { db } from '@/platform/db/client';
import { historySize, isUnattended } from '../rules';
import { pausedHistories, seenImages } from '../tables';
import { holdHistory } from './hold-history';

/** Who looked at which image; `headers` of the request tell whether anybody did. */
export type Look = { viewer: Pick<Viewer, 'id'> | null; image: { id: ImageId }; headers: Headers };

/**
 * Writes a look into the member's history, own images too: each image once, with the last time. Of more than 500 the oldest go. Nothing is written for a
 * visitor, a program, an image that is gone, or while the history is paused. Whether the image may be seen is for the caller to ask first.
 */
export async function writeHistory({ viewer, image, headers }: Look, now = new Date()): Promise<void> {
  if (!viewer || isUnattended(headers)) return;
  await db.transaction(async (tx) => {
    await holdHistory(tx, viewer.id);
    // The image's row is held until this is written, or its end in the same moment would break the foreign key. What is deleted is chosen
    // among what was there before besides this image, and nothing is where nothing was written.
    await tx.execute(sql`
      with written as (
        insert into ${seenImages} (member_id, image_id, seen_at)
        select ${viewer.id}::bigint, ${images.id}, ${now.toISOString()}::timestamptz from ${images}
        where ${images.id} = ${image.id}
          and not exists (select 1 from ${pausedHistories} where ${pausedHistories.memberId} = ${viewer.id})
        for key share
        on conflict (member_id, image_id) do update set seen_at = greatest(seen_images.seen_at, excluded.seen_at)
        returning image_id
      )
      delete from ${seenImages} using written, (
        select ${seenImages.imageId} as image_id from ${seenImages}
        where ${seenImages.memberId} = ${viewer.id} and ${seenImages.imageId} <> ${image.id}
        order by ${seenImages.seenAt} desc, ${seenImages.imageId} desc offset ${historySize - 1}
      ) as oldest
      where ${seenImages.memberId} = ${viewer.id} and ${seenImages.imageId} = oldest.image_id`);
  });
}
