import 'server-only';
import type { z } from 'zod';
import { refuse } from '@/kernel/refusal';
import { readAtMost } from '@/platform/body';
import { clientNetwork } from '@/platform/client-address';
import { siteOrigin } from '@/platform/env';
import { limit } from '@/platform/redis/limits';
import { answerFor, parseInput } from '@/platform/refusals';

const noStore = { 'cache-control': 'private, no-store' };

/** The largest JSON body any of our routes reads, in bytes. */
const maxBodyBytes = 64 * 1024;

type JsonRoute<Schema extends z.ZodType> = {
  name: string;
  input: Schema;
  /** At most `tokens` calls per `windowSeconds` by one address. */
  limit?: { tokens: number; windowSeconds: number };
  run: (input: z.output<Schema>, request: Request) => Promise<unknown>;
};

/** What a JSON caller is told: the status of the refusal, `{"error": {code, message, fields}}`. */
export function refusalResponse(thrown: unknown, door: string): Response {
  const { status, retryAfterSeconds, ...error } = answerFor(thrown, door);
  const headers = new Headers(noStore);
  if (retryAfterSeconds) headers.set('retry-after', String(Math.ceil(retryAfterSeconds)));
  return Response.json({ error }, { status, headers });
}

/** Browsers send Origin with every POST; a missing or foreign one is not our page. @throws Refusal `site.origin`. */
export function demandOwnOrigin(request: Request) {
  const origin = request.headers.get('origin');
  const host = request.headers.get('host');
  const isOwn = origin !== null && (origin === siteOrigin() || (URL.canParse(origin) && new URL(origin).host === host));
  if (!isOwn) refuse('forbidden', 'site.origin', 'The call must come from a page of this site.');
}

/** Reads a JSON body of at most {@link maxBodyBytes}. @throws Refusal for another type, a larger body, or broken JSON. */
async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    refuse('invalid', 'site.content-type', 'Send application/json.');
  const body = await readAtMost(request, maxBodyBytes);
  if (body === null) refuse('invalid', 'site.too-large', 'The body is too large.');
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return refuse('invalid', 'site.json', 'The body is not JSON.');
  }
}

/** The door for JSON that changes something: own origin, limit, parse, run. */
export function postRoute<Schema extends z.ZodType>(door: JsonRoute<Schema>) {
  return async (request: Request): Promise<Response> => {
    try {
      demandOwnOrigin(request);
      if (door.limit) await limit(door.name, clientNetwork(request.headers), door.limit);
      const input = parseInput(door.input, await readJson(request));
      return Response.json(await door.run(input, request), { headers: noStore });
    } catch (thrown) {
      return refusalResponse(thrown, door.name);
    }
  };
}

/** The door for JSON that is read: the query is the input. */
export function getRoute<Schema extends z.ZodType>(door: JsonRoute<Schema>) {
  return async (request: Request): Promise<Response> => {
    try {
      if (door.limit) await limit(door.name, clientNetwork(request.headers), door.limit);
      const input = parseInput(door.input, Object.fromEntries(new URL(request.url).searchParams));
      return Response.json(await door.run(input, request), { headers: noStore });
    } catch (thrown) {
      return refusalResponse(thrown, door.name);
    }
  };
}
