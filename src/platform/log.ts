import 'server-only';

type Level = 'debug' | 'info' | 'warn' | 'error';
/** The request being answered, numbered by `supervisor/serve.mjs`; on a host that serves otherwise there is none. */
const requestId = () =>
  (globalThis as { vitrineRequests?: { getStore(): string | undefined } }).vitrineRequests?.getStore();

const order: Record<Level, number> = { debug: 10, info: 20, warn: 30, error: 40 };

/** A failed query tells its parameters in its message, and those are people's names and e-mails: its cause and its statement are enough. */
function told(error: Error): Record<string, unknown> {
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  const stack = frames?.map((line) => line.trim());
  if (!('query' in error && 'params' in error)) return { error: error.message, stack };
  const cause = error.cause instanceof Error ? error.cause.message : 'a query failed';
  return { error: cause, query: error.query, stack };
}

/** One JSON object on one line. `fields` never hold personal data: ids and codes, not e-mails, names or addresses. */
export function lineOf(level: Level, event: string, fields: Record<string, unknown> = {}): string {
  const error = fields.error instanceof Error ? told(fields.error) : {};
  return JSON.stringify({ at: new Date().toISOString(), level, event, request: requestId(), ...fields, ...error });
}

function write(level: Level, event: string, fields?: Record<string, unknown>) {
  const threshold = order[(process.env.LOG_LEVEL as Level | undefined) ?? 'info'] ?? order.info;
  if (order[level] >= threshold) process.stdout.write(`${lineOf(level, event, fields)}\n`);
}

export const log = {
  debug: (event: string, fields?: Record<string, unknown>) => write('debug', event, fields),
  info: (event: string, fields?: Record<string, unknown>) => write('info', event, fields),
  warn: (event: string, fields?: Record<string, unknown>) => write('warn', event, fields),
  error: (event: string, fields?: Record<string, unknown>) => write('error', event, fields),
};
