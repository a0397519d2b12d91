import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { demandPresent } from '@/domains/accounts/commands/demand-publisher';
import type { Viewer } from '@/domains/accounts/queries';
import { mayPublish } from '@/domains/accounts/rules';
import { refuse } from '@/kernel/refusal';
import type { Tx } from '@/platform/db/client';
import { announce } from '@/platform/outbox/announce';
import { transaction } from '@/platform/outbox/transaction';
import { audienceAsked } from '../events';
import type { ChangeAudience } from '../inputs';
import { isWider, mayEdit, wantedAudience } from '../rules';
import { images } from '../tables';

/**
 * Says whom an own image is for. Between public and unlisted that is a word. To private, or from it, its files have to get other keys: the image is private
 * from this moment on, and a job (`moveFiles`) makes the files anew. Asking for what is there, or on its way, changes nothing.
 * More people to see it is publishing, which a muted member may not; fewer is always allowed.
 * @throws Refusal as `demandPresent`; `accounts.muted`; `images.missing` (also when deleted), `images.not-yours`, `images.not-ready` before it is made
 */
export function changeAudience(
  member: Pick<Viewer, 'id' | 'handle' | 'role'>,
  { ref, audience }: ChangeAudience,
  now = new Date(),
): Promise<{ ref: string; handle: string }> {
  return transaction(async (tx) => {
    const standing = await demandPresent(tx, member);
    const image = await findForChange(tx, ref);
    if (!image) refuse('missing', 'images.missing', 'This image does not exist.');
    if (!mayEdit(member, image)) refuse('forbidden', 'images.not-yours', 'Only its owner may change an image.');
    // The job that makes it reads once whom its files are for.
    if (image.state !== 'ready') refuse('conflict', 'images.not-ready', 'The image is not made yet.');
    const wanted = wantedAudience(image);
    if (isWider(audience, wanted) && !mayPublish(standing))
      refuse('forbidden', 'accounts.muted', 'You may not publish at the moment.');
    if (audience !== wanted) {
      const isWord = image.audience !== 'private' && audience !== 'private';
      const asked = { audience: 'private', askedAudience: audience, askedAt: now } as const;
      await tx
        .update(images)
        .set(isWord ? { audience } : asked)
        .where(eq(images.id, image.id));
      if (!isWord) await announce(tx, audienceAsked, { imageId: image.id });
    }
    return { ref, handle: member.handle };
  });
}

/** Locked: of two changes at once the second sees the first, and so do a deletion and the job. */
async function findForChange(tx: Tx, ref: string) {
  const [image] = await tx
    .select({
      id: images.id,
      ownerId: images.ownerId,
      state: images.state,
      audience: images.audience,
      askedAudience: images.askedAudience,
    })
    .from(images)
    .where(and(eq(images.ref, ref), isNull(images.deletedAt)))
    .for('update');
  return image ?? null;
}
