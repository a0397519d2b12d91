import type { Instrumentation } from 'next';

/** Before the first request: a site that lacks a variable says which, and does not start. */
export async function register() {
  // In this form, so that the bundler leaves Node's parts out of what it makes for other runtimes.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { parseEnv } = await import('@/platform/env');
    try {
      parseEnv(process.env);
    } catch (error) {
      process.stderr.write(`${(error as Error).message}\n`);
      process.exit(1);
    }
  }
}

/** What escapes every door of ours is a bug: logged with the route, never with the address's query or the person. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { log } = await import('@/platform/log');
    log.error('request.failed', { error, method: request.method, route: context.routePath, kind: context.routeType });
  }
};
