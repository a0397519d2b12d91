import 'server-only';
import { randomUUID } from 'node:crypto';
import { unstable_rethrow } from 'next/navigation';
import type { z } from 'zod';
import { Refusal } from '@/kernel/refusal';
import { log } from '@/platform/log';

/** What every door answers when it says no, whatever was thrown. `code` is translated for people; `incident` finds a bug in the log. */
export type Answer = {
  status: number;
  code: string;
  message: string;
  fields: Record<string, string>;
  retryAfterSeconds?: number;
  incident?: string;
};

/**
 * The one mapping of what was thrown to what is answered: refusals keep their code, anything else is a bug, logged with an incident number and
 * told in general words. Next's own signals (redirect, not found) are thrown on.
 */
export function answerFor(thrown: unknown, door: string): Answer {
  unstable_rethrow(thrown);
  if (thrown instanceof Refusal) {
    const { code, message, status, details } = thrown;
    log.info('door.refused', { door, code });
    return { status, code, message, fields: details.fields ?? {}, retryAfterSeconds: details.retryAfterSeconds };
  }
  const incident = randomUUID();
  log.error('door.failed', { door, incident, error: thrown });
  return { status: 500, code: 'site.failed', message: 'Something broke on our side.', fields: {}, incident };
}

/** Parses what came in. Every problem names its field with the code that the schema gave. @throws Refusal `site.invalid`. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const fields: Record<string, string> = {};
  for (const issue of result.error.issues) fields[issue.path.join('.') || 'form'] ??= codeOf(issue.message);
  throw new Refusal('invalid', 'site.invalid', 'Something in the form needs another look.', { fields });
}

/** Our schemas give codes as messages; a problem without one (a missing field, a wrong type) has a general code. */
function codeOf(message: string): string {
  return /^[a-z]+(?:\.[a-z-]+)+$/.test(message) ? message : 'site.field';
}
