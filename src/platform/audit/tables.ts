import { bigint, index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** What staff did to whom: a trigger (migration "audit_is_append_only") refuses every change and removal of a line. */
export const auditLines = pgTable(
  'audit_lines',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true }).notNull(),
    /** The member who acted. No foreign key: a line outlives its people. */
    actorId: bigint({ mode: 'number' }).notNull(),
    /** A verb in the past with its domain: `images/deleted`. */
    action: text().notNull(),
    targetKind: text().notNull(),
    targetId: bigint({ mode: 'number' }).notNull(),
    details: jsonb().$type<Record<string, string | number | boolean | null>>().notNull().default({}),
  },
  (table) => [
    index('audit_lines_newest').on(table.at.desc().nullsFirst(), table.id.desc().nullsFirst()),
    index('audit_lines_of_target').on(table.targetKind, table.targetId),
  ],
);
