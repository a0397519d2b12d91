import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { demandPublisher } from '@/domains/accounts/commands/demand-publisher';
import type { Viewer } from '@/domains/accounts/queries';
import { aReference } from '@/kernel/ids';
import { invariant } from '@/kernel/invariant';
import { refuse } from '@/kernel/refusal';
import { slugOf } from '@/kernel/slug';
import type { Tx } from '@/platform/db/client';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { imageShared } from '../events';
import type { ShareImage } from '../inputs';
import { type ImageId, images, imageTags, uploads } from '../tables';

/**
 * Makes an image of a member's own upload; a job turns the file into a picture. Sharing an upload twice is sharing it once: a double click, a
 * second tab or a retry finds the first image, with the words it got then.
 * @throws Refusal as `demandPublisher`; `images.upload-missing` for an upload of somebody else's, one that is gone, and one never made
 */
export async function shareImage(
  member: Pick<Viewer, 'id'>,
  { upload, tags, ...words }: ShareImage,
  now = new Date(),
): Promise<{ ref: string; slug: string }> {
  return transaction(async (tx) => {
    await demandPublisher(tx, member);
    // The condition decides, not a look before the leap: of two who come at once the second waits here and then finds it used.
    const [used] = await tx
      .update(uploads)
      .set({ usedAt: now })
      .where(and(eq(uploads.ref, upload), eq(uploads.memberId, member.id), isNull(uploads.usedAt)))
      .returning({ fetchedFrom: uploads.fetchedFrom });
    if (!used) return (await sharedBefore(tx, member, upload)) ?? uploadMissing();
    const [image] = await tx
      .insert(images)
      .values({
        ...words,
        ref: aReference(),
        ownerId: member.id,
        slug: slugOf(words.title),
        uploadRef: upload,
        fetchedFrom: used.fetchedFrom,
        createdAt: now,
      })
      .returning({ id: images.id, ref: images.ref, slug: images.slug });
    invariant(image, 'an inserted row comes back');
    await writeTags(tx, image.id, tags);
    await announce(tx, imageShared, { imageId: image.id });
    return { ref: image.ref, slug: image.slug };
  });
}

/** Puts an image's tags, in their order. The image has none yet. */
export async function writeTags(tx: Tx, imageId: ImageId, tags: string[]) {
  if (tags.length > 0) await tx.insert(imageTags).values(tags.map((tag, position) => ({ imageId, tag, position })));
}

async function sharedBefore(tx: Tx, member: Pick<Viewer, 'id'>, upload: string) {
  const [image] = await tx
    .select({ ref: images.ref, slug: images.slug })
    .from(images)
    .where(and(eq(images.uploadRef, upload), eq(images.ownerId, member.id), isNull(images.deletedAt)))
    .limit(1);
  return image;
}

function uploadMissing() {
  return refuse('missing', 'images.upload-missing', 'This upload does not exist, or it was shared already.');
}
