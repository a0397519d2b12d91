import { z } from 'zod';
import { readCron } from './cron';
import { readCondition, readPath, type Scope } from './expression';

const eventTrigger = z.strictObject({
  event: z.string().regex(/^[^*]+$|^[^*]*[/.]\*$/, 'has a wildcard elsewhere than after the last "/" or "."'),
  expression: z
    .string()
    .refine((text) => readCondition(text), 'is an expression this runner does not read')
    .optional(),
});
const cronTrigger = z.strictObject({
  cron: z
    .string()
    .refine((text) => readCron(text), 'is a schedule this runner does not read (five fields of digits, UTC)'),
});
const limit = z.strictObject({
  limit: z.number().int().min(1),
  key: z
    .string()
    .refine((text) => readPath(text), 'is an expression this runner does not read')
    .optional(),
  scope: z.literal('fn').optional(),
});
const limits = z.union([
  z
    .number()
    .int()
    .min(1)
    .transform((count): Limit[] => [{ limit: count }]),
  limit.transform((one): Limit[] => [one]),
  z.array(limit).min(1).max(2),
]);

/** What an app says of one function. Strict: what this runner does not do must be refused by name, never ignored. */
const config = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(z.union([eventTrigger, cronTrigger])).min(1),
  steps: z.strictObject({
    step: z.strictObject({
      id: z.literal('step'),
      name: z.string(),
      runtime: z.strictObject({ type: z.literal('http'), url: z.url() }),
      retries: z.strictObject({ attempts: z.number().int().min(0).max(20).optional() }).optional(),
    }),
  }),
  concurrency: limits.optional(),
});

/** How many steps may execute at once, in all or for each value of `key`. */
interface Limit {
  limit: number;
  key?: string | undefined;
}

/** A function as the runner knows it. */
export interface JobFunction {
  id: string;
  /** All attempts, the first one included. */
  attempts: number;
  triggers: z.output<typeof config>['triggers'];
  /** Where the app wants to be called, without its host: the runner calls no address but the one it was given. */
  query: string;
  limits: Limit[];
}

/** Refused registration: one line for each thing this runner does not do. */
export class Unsupported extends Error {}

/** Reads the functions an app registers. @throws Unsupported, naming each function and each setting that this runner does not do. */
export function readFunctions(given: unknown): JobFunction[] {
  const list = z.array(z.looseObject({ id: z.string() })).safeParse(given);
  if (!list.success) throw new Unsupported('The registration holds no list of functions.');
  const complaints: string[] = [];
  const functions = list.data.flatMap((one) => {
    const parsed = config.safeParse(one);
    if (parsed.success) return [toFunction(parsed.data)];
    complaints.push(...parsed.error.issues.map((issue) => `${one.id}: ${complain(issue)}`));
    return [];
  });
  if (complaints.length > 0) throw new Unsupported(complaints.join('\n'));
  return functions;
}

/** Whether an event of this name and data starts the function. */
export function isTriggeredBy(one: JobFunction, scope: Scope & { event: { name: string } }): boolean {
  return one.triggers.some((trigger) => {
    if (!('event' in trigger)) return false;
    const { name } = scope.event;
    const isNamed = trigger.event.endsWith('*') ? name.startsWith(trigger.event.slice(0, -1)) : name === trigger.event;
    return isNamed && (trigger.expression === undefined || (readCondition(trigger.expression)?.(scope) ?? false));
  });
}

/** The places a run of this function takes while one of its steps executes: one for each limit, by the value of its key. */
export function slotsOf(one: JobFunction, scope: Scope): string[] {
  return one.limits.map(({ key }, place) => {
    const value = key === undefined ? '' : JSON.stringify(readPath(key)?.(scope) ?? null);
    return `${one.id}/${place}/${value}`;
  });
}

function toFunction({ id, triggers, steps, concurrency }: z.output<typeof config>): JobFunction {
  const { retries, runtime } = steps.step;
  return {
    id,
    attempts: (retries?.attempts ?? 4) + 1,
    triggers,
    query: new URL(runtime.url).search,
    limits: concurrency ?? [],
  };
}

function complain(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `this runner does not do ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_union') {
    // Of several shapes, the one that fits deepest is the one that was meant.
    const nearest = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length)[0];
    if (nearest) return complain({ ...nearest, path: [...issue.path, ...nearest.path] });
  }
  return `${issue.path.join('.')} ${issue.message}`;
}
