import { index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** What was filled in by a program, once: begun without an end, it was killed and goes on at the next start. */
export const seedings = pgTable('seedings', {
  name: text().primaryKey(),
  begunAt: timestamp({ withTimezone: true }).notNull(),
  finishedAt: timestamp({ withTimezone: true }),
});

/** Who used what when, for ceilings that must hold: one row for each (kind, key), with the instants that still count. */
export const ceilings = pgTable(
  'ceilings',
  {
    kind: text().notNull(),
    /** A keyed hash of an e-mail, an address, a member: this table tells nobody who came. */
    key: text().notNull(),
    uses: timestamp({ withTimezone: true }).array().notNull(),
    /** When the last of `uses` stops counting. */
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.key] }), index('ceilings_over').on(table.expiresAt)],
);
