import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { demandPublisher } from '@/domains/accounts/commands/demand-publisher';
import type { Viewer } from '@/domains/accounts/queries';
import { refuse } from '@/kernel/refusal';
import { slugOf } from '@/kernel/slug';
import { transaction } from '@/platform/outbox/transaction';
import type { EditImage } from '../inputs';
import { mayEdit } from '../rules';
import { images, imageTags } from '../tables';
import { writeTags } from './share-image';

/**
 * Changes the words of an own image. Its address follows the title; old slugs redirect, as every wrong slug does.
 * New words are published words: a muted member writes none.
 * @throws Refusal as `demandPublisher`; `images.missing` (also when deleted), `images.not-yours`
 */
export function editImage(member: Pick<Viewer, 'id' | 'handle' | 'role'>, { ref, tags, ...words }: EditImage) {
  return transaction(async (tx) => {
    await demandPublisher(tx, member);
    const [image] = await tx
      .select({ id: images.id, ownerId: images.ownerId, audience: images.audience })
      .from(images)
      .where(and(eq(images.ref, ref), isNull(images.deletedAt)))
      .for('update');
    if (!image) refuse('missing', 'images.missing', 'This image does not exist.');
    if (!mayEdit(member, image)) refuse('forbidden', 'images.not-yours', 'Only its owner may change an image.');
    const slug = slugOf(words.title);
    await tx
      .update(images)
      .set({ ...words, slug })
      .where(eq(images.id, image.id));
    await tx.delete(imageTags).where(eq(imageTags.imageId, image.id));
    await writeTags(tx, image.id, tags);
    return { ref, slug, audience: image.audience, handle: member.handle };
  });
}
