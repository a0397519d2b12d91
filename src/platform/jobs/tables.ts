import { bigint, index, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

/** The trace of each job that failed for good, for the desk. One row a run. */
export const failedJobs = pgTable(
  'failed_jobs',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    runId: text().notNull(),
    /** The function's id without the app's name. */
    job: text().notNull(),
    eventName: text().notNull(),
    eventData: jsonb().$type<Record<string, unknown>>().notNull(),
    error: text().notNull(),
    failedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    uniqueIndex('failed_jobs_by_run').on(table.runId),
    index('failed_jobs_newest').on(table.failedAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
  ],
);
