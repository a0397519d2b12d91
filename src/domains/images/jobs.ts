import 'server-only';
import { revalidateTag } from 'next/cache';
import { memberErasing } from '@/domains/accounts/events';
import { clock, listen } from '@/platform/jobs/client';
import type { Step } from '@/platform/jobs/step';
import { tagsShowing } from './cache';
import { eraseImage, removeOriginal } from './commands/erase-image';
import { deleteImagesOf, removeUploadsOf } from './commands/erase-images-of';
import { moveFiles } from './commands/move-files';
import { processImage } from './commands/process-image';
import { reapUnfinished } from './commands/reap-unfinished';
import { audienceAsked, imageDeleted, imageShared } from './events';

/**
 * From a shared upload to an image everybody can read. Caches forget in the same step as the publishing: an early visitor left a "not there" in
 * them, which nobody should meet once the image is ready. A run that dies between the two does both again.
 */
export async function makeSharedImage({ imageId }: { imageId: number }, step: Step) {
  await step.run('process', async () => {
    const names = await processImage(imageId);
    for (const tag of names ? tagsShowing(names) : []) revalidateTag(tag, { expire: 0 });
  });
  await step.run('remove-original', () => removeOriginal(imageId));
}

/** From the audience that was asked for to the one it has. In one step with its caches, like `makeSharedImage`. */
export async function moveImageFiles({ imageId }: { imageId: number }, step: Step) {
  await step.run('move', async () => {
    const names = await moveFiles(imageId);
    for (const tag of names ? tagsShowing(names) : []) revalidateTag(tag, { expire: 0 });
  });
}

export async function eraseDeletedImage({ imageId }: { imageId: number }, step: Step) {
  await step.run('erase', () => eraseImage(imageId));
}

/** Everything of a member who is to be erased; each image goes the way of every deleted one. */
export async function eraseEverythingOf({ memberId }: { memberId: number }, step: Step, now = new Date()) {
  await step.run('images', () => deleteImagesOf(memberId, now));
  await step.run('uploads', () => removeUploadsOf(memberId, now));
}

export const jobs = [
  // Derivation needs memory by the hundred megabytes: two at a time on all servers together leave room for everything else.
  listen(imageShared, { id: 'images-make', concurrency: { limit: 2 } }, makeSharedImage),
  // One at a time for each image: two would take each other's files for leftovers.
  listen(audienceAsked, { id: 'images-move', concurrency: { limit: 1, key: 'event.data.imageId' } }, moveImageFiles),
  listen(imageDeleted, { id: 'images-erase' }, eraseDeletedImage),
  listen(memberErasing, { id: 'images-erase-of-member' }, (data, step) => eraseEverythingOf(data, step)),
  clock({ id: 'images-reap', cron: '17 * * * *' }, (now, step) => step.run('reap', () => reapUnfinished(now))),
];
