import 'server-only';
import { env } from '@/platform/env';

const cloud = 'https://inn.gs';

/** Is somebody there to take events? Any answer counts: what is asked for is a sign of life. @throws Error when there is none within 2 s */
export async function probeJobs(): Promise<void> {
  await fetch(env.INNGEST_BASE_URL ?? cloud, { method: 'HEAD', signal: AbortSignal.timeout(2_000) });
}
