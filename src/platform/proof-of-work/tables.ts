import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Proofs of work that were accepted: each counts once. */
export const spentProofs = pgTable(
  'spent_proofs',
  {
    id: text().primaryKey(),
    /** The challenge's own end: after it the proof is refused anyway. */
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index('spent_proofs_over').on(table.expiresAt)],
);
