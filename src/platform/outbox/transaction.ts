import 'server-only';
import { after } from 'next/server';
import { db, type Tx } from '@/platform/db/client';
import { announcing } from '@/platform/outbox/announce';
import { drainSoon } from '@/platform/outbox/drain';

/**
 * Runs `work` in one transaction and, once it is committed, sends what it announced. The sending is never waited for and never fails the work:
 * what Inngest does not take now, the clock of `outbox/jobs.ts` sends later.
 * @returns what `work` returned. @throws what `work` threw; then nothing was written and nothing leaves.
 */
export async function transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const announced = { hasAnnounced: false };
  const result = await announcing.run(announced, () => db.transaction(work));
  if (announced.hasAnnounced) afterResponse(drainSoon);
  return result;
}

/** In a request, Next keeps a serverless function alive until the task ends; elsewhere (jobs' scripts, tests) the process itself does. */
function afterResponse(task: () => Promise<void>) {
  try {
    after(task);
  } catch {
    // Outside a request scope `after` throws, and there is no other way to ask.
    void task();
  }
}
