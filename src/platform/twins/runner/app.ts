import { z } from 'zod';
import { log } from '@/platform/log';
import type { Job, Run } from './jobs';
import { canonicalJson, isSignedBy, sign } from './signature';
import { retryAfter } from './timing';

/** Steps may take long (a big picture, a slow mail server), but a call that never ends must not hold a place for ever. */
const callTimeoutMs = 290_000;
const syncTimeoutMs = 30_000;

/** What the app found or did: one step, planned, run, failed or a rest. */
const op = z.looseObject({
  op: z.string(),
  id: z.string(),
  name: z.string().optional(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
export type Op = z.output<typeof op>;
const ops = z.union([op.transform((one) => [one]), z.array(op).min(1)]);

/** What became of a call. */
export type Answer =
  | { kind: 'progress'; ops: Op[]; protocol: number; retryAt: Date | null }
  | { kind: 'returned'; data: unknown }
  | { kind: 'threw'; error: unknown; isFinal: boolean; retryAt: Date | null }
  /** Nobody listens at the app's address: the job certainly did not run. */
  | { kind: 'away' };

export interface App {
  /** Asks the app which functions it has. @returns what it says, or throws with the reason in words. */
  listFunctions(): Promise<unknown>;
  /** Has the app go on with a run, for one job. Never throws. */
  call(run: Run, job: Job): Promise<Answer>;
}

/** The app at `url` (its `/api/inngest`), spoken to in cloud mode: each request is signed, and so is each answer that counts. */
export function appAt(url: string, signingKey: string, clock: () => Date): App {
  const headers = { 'content-type': 'application/json', 'x-inngest-server-kind': 'cloud' };
  const signed = (body: string) => ({ ...headers, 'x-inngest-signature': sign(body, signingKey, new Date()) });
  return {
    async listFunctions() {
      const body = canonicalJson({ url });
      const response = await fetch(url, {
        method: 'PUT',
        body,
        headers: { ...signed(body), 'x-inngest-sync-kind': 'in_band' },
        signal: AbortSignal.timeout(syncTimeoutMs),
      });
      const text = await response.text();
      if (response.status !== 200) throw new Error(`The app answered ${response.status} to the registration.`);
      if (!isSignedBy(signingKey, response.headers.get('x-inngest-signature'), text)) {
        throw new Error('The app signed its registration with another key.');
      }
      return z.object({ functions: z.unknown() }).parse(JSON.parse(text)).functions;
    },
    async call(run, job) {
      const body = canonicalJson(callBody(run, job));
      try {
        const response = await fetch(addressOf(url, run, job), {
          method: 'POST',
          body,
          headers: { ...signed(body), 'x-run-id': run.id },
          signal: AbortSignal.timeout(callTimeoutMs),
        });
        return readAnswer(response, await response.text(), signingKey, clock());
      } catch (error) {
        return isNobodyThere(error) ? { kind: 'away' } : broken(`The call broke off: ${describe(error)}`);
      }
    },
  };
}

function addressOf(url: string, run: Run, job: Job): URL {
  const address = new URL(run.one.query, url);
  address.searchParams.set('stepId', job.stepId);
  return address;
}

/** `fn_id` and `qi_id` are left out of `ctx`: that keeps the client at one step a request. */
function callBody(run: Run, job: Job) {
  const stack = run.memos.map(({ stepId }) => stepId);
  return {
    version: run.protocol,
    event: run.event,
    events: [run.event],
    steps: Object.fromEntries(run.memos.map(({ stepId, value }) => [stepId, value])),
    ctx: {
      run_id: run.id,
      attempt: job.attempt,
      max_attempts: run.one.attempts,
      disable_immediate_execution: run.isPlanning,
      use_api: false,
      stack: { stack, current: stack.length },
    },
  };
}

function readAnswer(response: Response, text: string, signingKey: string, now: Date): Answer {
  const { status, headers } = response;
  if (!headers.get('x-inngest-sdk')) return broken(`Something else than the app answered ${status}.`);
  if (!isSignedBy(signingKey, headers.get('x-inngest-signature'), text))
    return broken(`The answer ${status} is not signed.`);
  const body = parse(text);
  const retryAt = retryAfter(headers.get('retry-after'), now);
  if (status === 200) return { kind: 'returned', data: body };
  if (status === 206) {
    const found = ops.safeParse(body);
    const protocol = Number(headers.get('x-inngest-req-version') ?? -1);
    return found.success
      ? { kind: 'progress', ops: found.data, protocol, retryAt }
      : broken('The answer 206 holds no steps.');
  }
  if (status === 400 || status === 500) {
    return { kind: 'threw', error: body, isFinal: headers.get('x-inngest-no-retry') === 'true', retryAt };
  }
  return broken(`The app answered ${status}.`);
}

function broken(message: string): Answer {
  log.warn('runner.call-broken', { message });
  return { kind: 'threw', error: { name: 'Error', message }, isFinal: false, retryAt: null };
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}

/** Whether a request failed because nobody listens at the address. */
export function isNobodyThere(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return (
    cause instanceof Error &&
    'code' in cause &&
    (cause.code === 'ECONNREFUSED' || cause.code === 'UND_ERR_CONNECT_TIMEOUT')
  );
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
