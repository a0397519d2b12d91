import 'server-only';
import { revalidateTag } from 'next/cache';
import { memberErasing } from '@/domains/accounts/events';
import { imageDeleted } from '@/domains/images/events';
import { clock, listen } from '@/platform/jobs/client';
import type { Step } from '@/platform/jobs/step';
import { commentsTag, likesTag } from './cache';
import { eraseSomeComments, eraseSomeLikes } from './commands/erase-likes-and-comments';
import { flushViews } from './commands/flush-views';
import { forgetImage } from './commands/forget-image';
import { forgetOldDays } from './commands/forget-old-days';

/** Likes and comments of a member who is to be erased, some in each transaction, until none is left; each with the caches that show it. */
export async function eraseLikesAndComments({ memberId }: { memberId: number }, step: Step, now = new Date()) {
  await step.run('likes', () => until(() => eraseSomeLikes(memberId, now), likesTag));
  await step.run('comments', () => until(() => eraseSomeComments(memberId, now), commentsTag));
}

async function until(some: () => Promise<string[]>, tagOf: (ref: string) => string) {
  for (let refs = await some(); refs.length > 0; refs = await some()) {
    for (const ref of refs) revalidateTag(tagOf(ref), { expire: 0 });
  }
}

export const jobs = [
  listen(imageDeleted, { id: 'engagement-forget-image' }, ({ imageId }, step) =>
    step.run('forget', () => forgetImage(imageId)),
  ),
  listen(memberErasing, { id: 'engagement-erase-of-member' }, (data, step) => eraseLikesAndComments(data, step)),
  clock({ id: 'engagement-flush-views', cron: '* * * * *' }, (_now, step) => step.run('flush', flushViews)),
  // On the hour, so that the salt of the day before yesterday goes when it is 48 hours old.
  clock({ id: 'engagement-forget-old-days', cron: '0 * * * *' }, (now, step) =>
    step.run('forget', () => forgetOldDays(now)),
  ),
];
