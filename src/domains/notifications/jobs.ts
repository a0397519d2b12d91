import 'server-only';
import { imagePublished } from '@/domains/images/events';
import { listen } from '@/platform/jobs/client';
import type { Step } from '@/platform/jobs/step';
import { tellImagePublished } from './commands';

export async function tellOwner({ imageId }: { imageId: number }, step: Step) {
  await step.run('mail', () => tellImagePublished(imageId));
}

export const jobs = [listen(imagePublished, { id: 'notifications-image-published' }, tellOwner)];
