import { bigint, index, pgEnum, pgTable, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { type MemberId, members } from '@/domains/accounts/tables';
import type { Branded } from '@/kernel/ids';
import { targetKinds, verbs } from './rules';

export type ActivityId = Branded<number, 'activity'>;

export const activityVerb = pgEnum('activity_verb', verbs);
export const activityTarget = pgEnum('activity_target', targetKinds);

/** One member did one thing to one target. A repeat moves its row to the newest place, so there is one row for each. */
export const activities = pgTable(
  'activities',
  {
    /** Also the order in which things were done: a repeat takes a new one. */
    id: bigint({ mode: 'number' }).$type<ActivityId>().primaryKey().generatedByDefaultAsIdentity(),
    actorId: bigint({ mode: 'number' })
      .$type<MemberId>()
      .notNull()
      .references(() => members.id, { onDelete: 'cascade' }),
    verb: activityVerb().notNull(),
    targetKind: activityTarget().notNull(),
    /** No foreign key: it points into the table its kind says, and goes with what it points to (`forgetTarget`). */
    targetId: bigint({ mode: 'number' }).notNull(),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [
    uniqueIndex('activities_once').on(table.actorId, table.verb, table.targetKind, table.targetId),
    // `desc` alone would be "nulls last" in an index and "nulls first" in a query, and the index would never be used.
    index('activities_newest_by_actor').on(table.actorId, table.id.desc().nullsFirst()),
    index('activities_by_target').on(table.targetKind, table.targetId),
  ],
);
