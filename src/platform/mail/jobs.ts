import 'server-only';
import { clock } from '@/platform/jobs/client';
import { forgetOldMails } from './forget';

export const jobs = [
  clock({ id: 'mail-forget-old', cron: '23 4 * * *' }, (now, step) => step.run('forget', () => forgetOldMails(now))),
];
