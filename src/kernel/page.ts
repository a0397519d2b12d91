import { z } from 'zod';
import { refuse } from '@/kernel/refusal';

/** A bounded piece of a list; `next` is the cursor of the piece after it, null at the end. */
export type Page<Item> = { items: Item[]; next: string | null };

/** Cursors of ours are far shorter; what is longer was never made here. */
const longestCursor = 300;

/** Writes a position in a list (the sort key of the last row shown) as an opaque word that is safe in an address. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');
}

/**
 * Reads a cursor back. It is not signed: it says only where to go on, so a forged one that fits the schema reads what its reader may read anyway.
 * @throws Refusal `site.cursor` for anything that is not a position of this kind of list
 */
export function decodeCursor<Position extends z.ZodType>(schema: Position, cursor: string): z.output<Position> {
  const result = schema.safeParse(cursor.length > longestCursor ? undefined : parse(cursor));
  return result.success
    ? result.data
    : refuse('invalid', 'site.cursor', 'This page address is damaged. Start again from the first page.');
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * The position of lists that show the newest first: a time, to the millisecond, and an id that parts rows of the same instant. Bounded to what
 * Postgres can hold, so that a forged cursor is a refusal and never a database error.
 */
export const newestPosition = z.tuple([
  z
    .int()
    .min(0)
    .max(Date.UTC(9999, 0))
    .transform((at) => new Date(at)),
  z.int().min(1),
]);

/** Cuts what a query found when asked for one row more than a page holds, and names where the next page begins. */
export function pageOf<Row, Item>(
  rows: Row[],
  size: number,
  positionOf: (row: Row) => unknown,
  itemOf: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return {
    items: shown.map(itemOf),
    next: rows.length > size && last !== undefined ? encodeCursor(positionOf(last)) : null,
  };
}
