import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** What was filled in by a program, once: begun without an end, it was killed and goes on at the next start. */
export const seedings = pgTable('seedings', {
  name: text().primaryKey(),
  begunAt: timestamp({ withTimezone: true }).notNull(),
  finishedAt: timestamp({ withTimezone: true }),
});
