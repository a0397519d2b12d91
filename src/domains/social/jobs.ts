import 'server-only';
import { revalidateTag } from 'next/cache';
import { memberErasing } from '@/domains/accounts/events';
import { listen } from '@/platform/jobs/client';
import type { Step } from '@/platform/jobs/step';
import { followsTag } from './cache';
import { eraseFollowsOf } from './commands/erase-follows-of';

/** Ends the follows of a member who is to be erased; in one step with the caches that show the counts of others. */
export async function forgetFollowsOf({ memberId }: { memberId: number }, step: Step, now = new Date()) {
  await step.run('follows', async () => {
    for (const handle of await eraseFollowsOf(memberId, now)) revalidateTag(followsTag(handle), { expire: 0 });
  });
}

export const jobs = [
  listen(memberErasing, { id: 'social-erase-of-member' }, (data, step) => forgetFollowsOf(data, step)),
];
