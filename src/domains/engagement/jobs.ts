import 'server-only';
import { imageDeleted } from '@/domains/images/events';
import { clock, listen } from '@/platform/jobs/client';
import { flushViews } from './commands/flush-views';
import { forgetImage } from './commands/forget-image';
import { forgetOldDays } from './commands/forget-old-days';

export const jobs = [
  listen(imageDeleted, { id: 'engagement-forget-image' }, ({ imageId }, step) =>
    step.run('forget', () => forgetImage(imageId)),
  ),
  clock({ id: 'engagement-flush-views', cron: '* * * * *' }, (_now, step) => step.run('flush', flushViews)),
  // On the hour, so that the salt of the day before yesterday goes when it is 48 hours old.
  clock({ id: 'engagement-forget-old-days', cron: '0 * * * *' }, (now, step) =>
    step.run('forget', () => forgetOldDays(now)),
  ),
];
