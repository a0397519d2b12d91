import type { z } from 'zod';

/** A fact that a domain announces: its name and the shape of its data. */
export interface EventKind<Schema extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly schema: Schema;
}

/**
 * Declares a fact, in the `events.ts` of the domain that owns it.
 * `name` is `domain/noun.past` (`images/image.shared`). `schema` holds ids and small values only: a listener hears of the fact later, perhaps
 * twice, and reads the rows again by id.
 */
export function defineEvent<Schema extends z.ZodObject>(
  name: `${string}/${string}.${string}`,
  schema: Schema,
): EventKind<Schema> {
  return { name, schema };
}
