import { serve } from 'inngest/next';
import { jobs as accounts } from '@/domains/accounts/jobs';
import { jobs as activity } from '@/domains/activity/jobs';
import { jobs as engagement } from '@/domains/engagement/jobs';
import { jobs as images } from '@/domains/images/jobs';
import { jobs as notifications } from '@/domains/notifications/jobs';
import { jobs as social } from '@/domains/social/jobs';
import { inngest } from '@/platform/jobs/client';
import { signedOnly } from '@/platform/jobs/door';
import { jobs as mail } from '@/platform/mail/jobs';
import { jobs as outbox } from '@/platform/outbox/jobs';

/** A step may decode a large picture or wait for a slow mail server. */
export const maxDuration = 120;

/**
 * The jobs' door: only calls signed with the key we share with Inngest run or reveal anything. `enableUnauthedSync` is off because an unsigned
 * PUT would register whatever address its Host header names, and jobs would go there. Each domain adds its `jobs` here.
 */
const door = serve({
  client: inngest,
  functions: [...outbox, ...mail, ...accounts, ...activity, ...social, ...images, ...engagement, ...notifications],
  enableUnauthedSync: false,
});

export const GET = signedOnly(door.GET, inngest);
export const POST = signedOnly(door.POST, inngest);
export const PUT = signedOnly(door.PUT, inngest);
