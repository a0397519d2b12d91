import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  index,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Branded } from '@/kernel/ids';
import { type PictureId, pictures } from '@/platform/pictures/tables';
import { bounds, codePurposes, guessesPerCode, identityProviders } from './rules';

export type MemberId = Branded<number, 'member'>;

export const memberRole = pgEnum('member_role', ['member', 'editor', 'admin']);
export const memberLocale = pgEnum('member_locale', ['en', 'zh']);
export const codePurpose = pgEnum('code_purpose', codePurposes);
export const identityProvider = pgEnum('identity_provider', identityProviders);

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
    /** Nobody but the member sees it. */
    birthday: date({ mode: 'string' }),
    /** An IANA name; times in mails and on personal pages are told in it. */
    timeZone: text().notNull().default('UTC'),
    /** Null: a face is drawn from the handle. */
    avatarPictureId: bigint({ mode: 'number' })
      .$type<PictureId>()
      .references(() => pictures.id),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    suspendedAt: timestamp({ withTimezone: true }),
    mutedAt: timestamp({ withTimezone: true }),
    /** Since when the member wants to be gone: out of everybody's sight at once, erased some days later. */
    deletedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    uniqueIndex('members_by_handle').on(table.handle),
    uniqueIndex('members_by_email').on(sql`lower(${table.email})`),
    index('members_newest').on(table.createdAt.desc().nullsFirst(), table.id.desc().nullsFirst()),
    check('members_handle_form', sql`${table.handle} ~ '^[a-z0-9_]{3,30}$'`),
    index('members_by_avatar').on(table.avatarPictureId),
    index('members_to_erase').on(table.deletedAt).where(sql`${table.deletedAt} is not null`),
    check('members_name_length', sql`char_length(${table.name}) between 1 and ${sql.raw(String(bounds.name))}`),
    check('members_email_length', sql`char_length(${table.email}) between 3 and ${sql.raw(String(bounds.email))}`),
    check('members_bio_length', sql`char_length(${table.bio}) <= ${sql.raw(String(bounds.bio))}`),
    check('members_city_length', sql`char_length(${table.city}) <= ${sql.raw(String(bounds.city))}`),
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
    /** What the browser called itself at sign-in, for the list of sessions; never an address. */
    userAgent: text().notNull().default(''),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** True to the hour: each look would otherwise be a write. */
    seenAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    uniqueIndex('sessions_by_token').on(table.tokenHash),
    index('sessions_of_member').on(table.memberId),
    index('sessions_over').on(table.expiresAt),
    check('sessions_user_agent_length', sql`char_length(${table.userAgent}) <= 300`),
  ],
);

/** Handles that members gave up: they lead to the member's page, and nobody else gets them while the member is here. */
export const formerHandles = pgTable(
  'former_handles',
  {
    handle: text().primaryKey(),
    memberId: bigint({ mode: 'number' })
      .$type<MemberId>()
      .notNull()
      .references(() => members.id, { onDelete: 'cascade' }),
    leftAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index('former_handles_of_member').on(table.memberId)],
);

/** An account elsewhere that signs a member in. */
export const identities = pgTable(
  'identities',
  {
    provider: identityProvider().notNull(),
    /** The provider's own, unchanging name of the account. */
    accountId: text().notNull(),
    memberId: bigint({ mode: 'number' })
      .$type<MemberId>()
      .notNull()
      .references(() => members.id, { onDelete: 'cascade' }),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.accountId] }),
    uniqueIndex('identities_of_member').on(table.memberId, table.provider),
  ],
);

/**
 * Somebody's wish that a code by e-mail is to prove: to register, to set a new password, to use another address. The browser that asked holds a
 * 128-bit token. The code itself is kept nowhere: it is computed from the row's id and `sequence`. Whether the address belongs to a member is
 * not looked up when the row is written, so that nobody can tell from the answer.
 */
export const codeRequests = pgTable(
  'code_requests',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tokenHash: bytea().notNull(),
    purpose: codePurpose().notNull(),
    /** Where the code goes. */
    email: text().notNull(),
    /** Who wants another address. */
    memberId: bigint({ mode: 'number' })
      .$type<MemberId>()
      .references(() => members.id, { onDelete: 'cascade' }),
    /** What a registration wants to become. */
    handle: text(),
    passwordHash: text(),
    locale: memberLocale().notNull(),
    /** Asked for with a proof of work; without one every ceiling is half as high. */
    isProven: boolean().notNull(),
    /** Which code this is: 1 for the first, one more with each new one. Only the newest counts. */
    sequence: smallint().notNull().default(1),
    codeAskedAt: timestamp({ withTimezone: true }).notNull(),
    /** Wrong and right ones, for the newest code. */
    guesses: smallint().notNull().default(0),
    usedAt: timestamp({ withTimezone: true }),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    uniqueIndex('code_requests_by_token').on(table.tokenHash),
    index('code_requests_of_member').on(table.memberId),
    index('code_requests_over').on(table.expiresAt),
    check('code_requests_guesses', sql`${table.guesses} between 0 and ${sql.raw(String(guessesPerCode))}`),
    check(
      'code_requests_say_what_for',
      sql`case ${table.purpose} when 'register' then ${table.handle} is not null and ${table.passwordHash} is not null and ${table.memberId} is null when 'change-email' then ${table.memberId} is not null else true end`,
    ),
  ],
);
