import { sql } from 'drizzle-orm';
import { bigint, check, customType, index, pgEnum, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Branded } from '@/kernel/ids';

export type MemberId = Branded<number, 'member'>;

export const memberRole = pgEnum('member_role', ['member', 'editor', 'admin']);
export const memberLocale = pgEnum('member_locale', ['en', 'zh']);

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** A person with an account. Secrets live in tables of their own, so that no list of members can carry one along. */
export const members = pgTable(
  'members',
  {
    id: bigint({ mode: 'number' }).$type<MemberId>().primaryKey().generatedAlwaysAsIdentity(),
    handle: text().notNull(),
    name: text().notNull(),
    email: text().notNull(),
    role: memberRole().notNull().default('member'),
    locale: memberLocale().notNull().default('en'),
    bio: text().notNull().default(''),
    city: text().notNull().default(''),
    /** The id of a row of `pictures`; null: a face is drawn from the handle. */
    avatarPictureId: bigint({ mode: 'number' }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    suspendedAt: timestamp({ withTimezone: true }),
    mutedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    uniqueIndex('members_by_handle').on(table.handle),
    uniqueIndex('members_by_email').on(sql`lower(${table.email})`),
    index('members_newest').on(table.createdAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
    check('members_handle_form', sql`${table.handle} ~ '^[a-z0-9_]{3,30}$'`),
    check('members_name_length', sql`char_length(${table.name}) between 1 and 80`),
  ],
);

/** The argon2id hash of a member's password. */
export const passwords = pgTable('passwords', {
  memberId: bigint({ mode: 'number' })
    .$type<MemberId>()
    .primaryKey()
    .references(() => members.id, { onDelete: 'cascade' }),
  hash: text().notNull(),
  changedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/** A signed-in browser. Only the SHA-256 of its token is kept, so that a read of this table opens nothing. */
export const sessions = pgTable(
  'sessions',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tokenHash: bytea().notNull(),
    memberId: bigint({ mode: 'number' })
      .$type<MemberId>()
      .notNull()
      .references(() => members.id, { onDelete: 'cascade' }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [uniqueIndex('sessions_by_token').on(table.tokenHash), index('sessions_of_member').on(table.memberId)],
);
