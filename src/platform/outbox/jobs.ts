import 'server-only';
import { clock } from '@/platform/jobs/client';
import { drain, forgetSent } from '@/platform/outbox/drain';

/** What the commit's own drain could not send leaves within a minute of Inngest's return. */
export async function tidyOutbox(now: Date) {
  const sent = await drain(now);
  const forgotten = await forgetSent(now);
  return { sent, forgotten };
}

export const jobs = [clock({ id: 'outbox-drain', cron: '* * * * *' }, tidyOutbox)];
