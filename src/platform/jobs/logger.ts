import 'server-only';
import { log } from '@/platform/log';

type Level = keyof typeof log;

/** The client speaks as `(fields, words)` or as `(words, …)`; our log wants a name and fields. Its fields may hold payloads: only the error stays. */
function say(level: Level) {
  return (...said: unknown[]) => {
    const words = said.find((part) => typeof part === 'string');
    const fields = said.find((part) => part !== null && typeof part === 'object');
    const error = fields instanceof Error ? fields : fields && 'err' in fields ? fields.err : undefined;
    log[level]('inngest.client', { words, error });
  };
}

/** The jobs' client writes into our log. A function that failed is news only when it failed for good, which leaves its own line. */
export const logger = { debug: say('debug'), info: say('debug'), warn: say('warn'), error: say('warn') };
