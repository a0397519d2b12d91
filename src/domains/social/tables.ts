import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, pgEnum, pgTable, primaryKey, timestamp } from 'drizzle-orm/pg-core';
import { type MemberId, members } from '@/domains/accounts/tables';
import { boundaryKinds } from './rules';

export const boundaryKind = pgEnum('boundary_kind', boundaryKinds);

const memberId = () => bigint({ mode: 'number' }).$type<MemberId>().notNull();

/** Who follows whom. No cascade: the counts of those who stay have to be put right before a member's rows may go. */
export const follows = pgTable(
  'follows',
  {
    followerId: memberId().references(() => members.id),
    followedId: memberId().references(() => members.id),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.followerId, table.followedId] }),
    index('follows_followers').on(
      table.followedId,
      table.createdAt.desc().nullsFirst(),
      table.followerId.desc().nullsFirst(),
    ),
    index('follows_following').on(
      table.followerId,
      table.createdAt.desc().nullsFirst(),
      table.followedId.desc().nullsFirst(),
    ),
    check('follows_somebody_else', sql`${table.followerId} <> ${table.followedId}`),
  ],
);

/** How many rows of `follows` name a member on each side; kept by the transactions that write them. No row: none yet. */
export const followCounts = pgTable(
  'follow_counts',
  {
    memberId: memberId()
      .primaryKey()
      .references(() => members.id, { onDelete: 'cascade' }),
    followers: integer().notNull().default(0),
    following: integer().notNull().default(0),
  },
  (table) => [
    index('follow_counts_most_followed').on(table.followers.desc().nullsFirst(), table.memberId.desc().nullsFirst()),
    check('follow_counts_not_below_nothing', sql`${table.followers} >= 0 and ${table.following} >= 0`),
  ],
);

/** What a member put between themselves and somebody else. A block takes a mute's place. */
export const boundaries = pgTable(
  'boundaries',
  {
    memberId: memberId().references(() => members.id, { onDelete: 'cascade' }),
    otherId: memberId().references(() => members.id, { onDelete: 'cascade' }),
    kind: boundaryKind().notNull(),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.memberId, table.otherId] }),
    index('boundaries_against').on(table.otherId),
    index('boundaries_newest').on(table.memberId, table.createdAt.desc().nullsFirst()),
    check('boundaries_somebody_else', sql`${table.memberId} <> ${table.otherId}`),
  ],
);
