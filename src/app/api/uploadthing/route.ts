import { connection } from 'next/server';
import { createRouteHandler } from 'uploadthing/server';
import { mayPublish } from '@/domains/accounts/rules';
import { currentViewer } from '@/domains/accounts/viewer';
import { refuse } from '@/kernel/refusal';
import { readAtMost } from '@/platform/body';
import { env } from '@/platform/env';
import { limit } from '@/platform/redis/limits';
import { answerFor } from '@/platform/refusals';
import { demandOwnOrigin } from '@/platform/route';
import { routeHosts } from '@/platform/storage/hosts';
import { admitted, uploadRouter } from './router';

/** The largest announcement or callback, in bytes. */
const bodyMaxBytes = 64 * 1024;
/** Pictures a member may announce in an hour; what is never shared is thrown away after a day. */
const picturesPerHour = 200;

/** UploadThing's handler for browsers of one origin; made on first use, since building knows no environment. */
const handlers = new Map<string, ReturnType<typeof createRouteHandler>>();

function handlerFor(request: Request) {
  const hosts = routeHosts(request.headers.get('origin') ?? '');
  const name = hosts.ingestUrl ?? 'cloud';
  const handler =
    handlers.get(name) ??
    createRouteHandler({
      router: uploadRouter,
      // Its chattier levels write signed addresses into the log.
      config: { token: env.UPLOADTHING_TOKEN, logLevel: 'Warning', logFormat: 'json', ...hosts },
    });
  handlers.set(name, handler);
  return handler;
}

/** What may be uploaded, for the client's own checks: the same for everybody. */
export async function GET(request: Request) {
  await connection();
  return handlerFor(request)(request);
}

/**
 * Either a member announces files and gets addresses to upload them to, or the file host calls back, signed.
 * A refusal is answered in the shape UploadThing's client reads: `message` holds the code.
 */
export async function POST(request: Request) {
  try {
    const body = await readJson(request);
    const known = new Request(request.url, { method: 'POST', headers: request.headers, body });
    if (new URL(request.url).searchParams.has('actionType')) {
      admitted.set(known, await admit(request));
    } else if (!request.headers.has('uploadthing-hook')) {
      refuse('invalid', 'site.invalid', 'Neither an upload nor a callback.');
    }
    return await handlerFor(request)(known);
  } catch (thrown) {
    const { status, code, retryAfterSeconds } = answerFor(thrown, 'upload');
    const headers = retryAfterSeconds ? { 'retry-after': String(Math.ceil(retryAfterSeconds)) } : undefined;
    return Response.json({ message: code }, { status, headers });
  }
}

/** The body as it came, since a signature may cover it. @throws Refusal when it is too large or not JSON, which UploadThing's handler fails on */
async function readJson(request: Request): Promise<string> {
  const body = await readAtMost(request, bodyMaxBytes);
  if (body === null) refuse('invalid', 'site.too-large', 'The body is too large.');
  const text = body.toString('utf8');
  try {
    JSON.parse(text);
    return text;
  } catch {
    return refuse('invalid', 'site.json', 'The body is not JSON.');
  }
}

/** Who may announce an upload: a member who may publish, from a page of ours, not too often. */
async function admit(request: Request) {
  demandOwnOrigin(request);
  const member = (await currentViewer()) ?? refuse('anonymous', 'accounts.sign-in-first', 'Sign in first.');
  if (!mayPublish(member)) refuse('forbidden', 'accounts.muted', 'A muted member may not publish.');
  await limit('upload', String(member.id), { tokens: picturesPerHour, windowSeconds: 3600 });
  return member;
}
