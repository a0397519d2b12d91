import 'server-only';
import { commentPosted, imageLiked } from '@/domains/engagement/events';
import { imagePublished } from '@/domains/images/events';
import { memberFollowed } from '@/domains/social/events';
import { clock, listen } from '@/platform/jobs/client';
import type { Step } from '@/platform/jobs/step';
import { announceDigests, sendDigest } from './commands/send-digest';
import { tellImagePublished } from './commands/tell-image-published';
import { tellCommented, tellFollowed, tellLiked } from './commands/tell-member';
import { digestDue } from './events';
import { weekBefore } from './rules';

export async function tellOwner({ imageId }: { imageId: number }, step: Step) {
  await step.run('mail', () => tellImagePublished(imageId));
}

/** Asks for everybody's digest of the week that is over, in batches: each is a step, so that a run that dies goes on where it was. */
export async function announceWeek(now: Date, step: Step) {
  const to = await step.run('week', async () => weekBefore(now).to.getTime());
  let after: number | null = 0;
  while (after !== null) {
    const from: number = after;
    after = await step.run(`announce-${from}`, () => announceDigests(from, to));
  }
}

export const jobs = [
  listen(imagePublished, { id: 'notifications-image-published' }, tellOwner),
  listen(memberFollowed, { id: 'notifications-followed' }, (data, step) => step.run('tell', () => tellFollowed(data))),
  listen(imageLiked, { id: 'notifications-liked' }, (data, step) => step.run('tell', () => tellLiked(data))),
  listen(commentPosted, { id: 'notifications-commented' }, (data, step) => step.run('tell', () => tellCommented(data))),
  clock({ id: 'notifications-digest', cron: '0 8 * * 1' }, announceWeek),
  // Few at a time: mail servers count, and the rest of the house has mails to send as well.
  listen(digestDue, { id: 'notifications-send-digest', concurrency: { limit: 4 } }, (data, step) =>
    step.run('mail', () => sendDigest(data)),
  ),
];
