import { z } from 'zod';
import { log } from '@/platform/log';
import { startRunner } from './runner';

/** The runner's own variables; `supervisor/plan.ts` fills them. */
const settings = z.object({
  RUNNER_PORT: z.coerce.number().int().min(1).max(65_535),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  INNGEST_EVENT_KEY: z.string().min(16),
  INNGEST_SIGNING_KEY: z.string().regex(/^signkey-\w+-[0-9a-f]{32,}$/),
  RUNNER_APP_URL: z.url({ protocol: /^https?$/ }),
  RUNNER_BACKOFF_SCALE: z.coerce.number().positive().max(1).default(1),
  RUNNER_LEASE_SECONDS: z.coerce.number().min(1).max(300).default(15),
});

async function main() {
  const parsed = settings.safeParse(process.env);
  if (!parsed.success) {
    // The names only: values are secrets.
    const names = parsed.error.issues.map((issue) => issue.path.join('.'));
    process.stderr.write(`The runner cannot start: ${names.join(', ')} missing or malformed.\n`);
    process.exit(1);
  }
  const given = parsed.data;
  const runner = await startRunner({
    port: given.RUNNER_PORT,
    databaseUrl: given.DATABASE_URL,
    eventKey: given.INNGEST_EVENT_KEY,
    signingKey: given.INNGEST_SIGNING_KEY,
    appUrl: given.RUNNER_APP_URL,
    backoffScale: given.RUNNER_BACKOFF_SCALE,
    leaseSeconds: given.RUNNER_LEASE_SECONDS,
    // Its jobs are leased and its supervisor starts it again: a fresh process is the surest repair.
    onLostDatabase: () => process.exit(1),
  });
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    runner
      .stop()
      .catch((error: unknown) => log.error('runner.stop-failed', { error }))
      .finally(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // The parent is gone, however it went: nothing may be left behind.
  process.on('disconnect', stop);
  process.send?.({ ready: true });
}

main().catch((error: unknown) => {
  process.stderr.write(`The runner cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
