import 'server-only';
import { memberRegistered } from '@/domains/accounts/events';
import { listen } from '@/platform/jobs/client';
import { recordJoining } from './commands';

export const jobs = [
  listen(memberRegistered, { id: 'activity-record-joining' }, ({ memberId }, step) =>
    step.run('record', () => recordJoining(memberId)),
  ),
];
