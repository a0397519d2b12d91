import 'server-only';
import { sql } from 'drizzle-orm';
import { members } from '@/domains/accounts/tables';
import { imageViews } from '@/domains/engagement/tables';
import { images, imageTags } from '@/domains/images/tables';
import { db, type Tx } from '@/platform/db/client';

/** Rows written in one transaction: some seconds' work, so that progress shows and a kill loses little. */
const batchSize = 20_000;

export type Progress = (done: number, total: number) => void;

/** Writes `total` rows by numbers, in batches: `write` gets the first number and the last one of its batch, counted from 1. */
export async function inBatches(
  total: number,
  progress: Progress,
  write: (tx: Tx, first: number, last: number) => Promise<unknown>,
): Promise<void> {
  for (let first = 1; first <= total; first += batchSize) {
    const last = Math.min(total, first + batchSize - 1);
    await db.transaction(async (tx) => {
      // The pool refuses statements over five seconds, which is right for pages and wrong here.
      await tx.execute(sql`set local statement_timeout = 0`);
      await write(tx, first, last);
    });
    progress(last, total);
  }
}

/** Has the database count what is there now: until then it plans for tables of the size they had, and a list of a million reads as one of a hundred. */
export async function takeStock(): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`);
    await tx.execute(sql`analyze ${members}, ${images}, ${imageTags}, ${imageViews}`);
  });
}

/** A list of words as an array for SQL. */
export const array = (words: readonly string[]) =>
  sql`array[${sql.join(
    words.map((word) => sql`${word}`),
    sql`, `,
  )}]::text[]`;

/** One of the words, by chance. */
export const anyOf = (words: readonly string[]) =>
  sql`(${array(words)})[1 + floor(random() * ${sql.raw(String(words.length))})::int]`;
