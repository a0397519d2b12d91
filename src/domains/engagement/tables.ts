import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';
import { type MemberId, members } from '@/domains/accounts/tables';
import { type ImageId, images } from '@/domains/images/tables';
import type { Branded } from '@/kernel/ids';
import { longestComment } from './rules';

const imageId = () =>
  bigint({ mode: 'number' })
    .$type<ImageId>()
    .notNull()
    .references(() => images.id, { onDelete: 'cascade' });

/** How often an image was looked at, as of the last flush. What Redis has counted since is added by the next one. */
export const imageViews = pgTable(
  'image_views',
  {
    imageId: imageId().primaryKey(),
    views: bigint({ mode: 'number' }).notNull(),
    /** Different visitors of each day, added up: whoever is not signed in is a new one every day. */
    visitors: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [
    index('image_views_most').on(table.views.desc().nullsFirst(), table.imageId.desc().nullsFirst()),
    check('image_views_count_up', sql`${table.views} >= 0`),
    check('image_views_visitors_looked', sql`${table.visitors} between 0 and ${table.views}`),
  ],
);

/** The same by UTC day, for as long as rankings can feel it. */
export const imageViewDays = pgTable(
  'image_view_days',
  {
    imageId: imageId(),
    day: date({ mode: 'string' }).notNull(),
    views: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.imageId, table.day] }),
    index('image_view_days_oldest').on(table.day),
    check('image_view_days_count_up', sql`${table.views} > 0`),
  ],
);

/** One row: the last batch of views that arrived here. The number moves in the transaction that adds the batch, by one each time. */
export const viewFlushes = pgTable(
  'view_flushes',
  {
    id: smallint().primaryKey().default(1),
    batch: bigint({ mode: 'number' }).notNull(),
    flushedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    check('view_flushes_one_row', sql`${table.id} = 1`),
    check('view_flushes_batch_counts', sql`${table.batch} > 0`),
  ],
);

/** What makes a visitor's address unreadable, new each UTC day, and gone 48 hours after its day began. In no log: Redis would keep one. */
export const visitorSalts = pgTable('visitor_salts', {
  day: date({ mode: 'string' }).primaryKey(),
  salt: text().notNull(),
});

/** Who likes which image. No cascade from members: the count on the image has to be put right before a member's rows may go. */
export const likes = pgTable(
  'likes',
  {
    imageId: imageId(),
    memberId: bigint({ mode: 'number' })
      .$type<MemberId>()
      .notNull()
      .references(() => members.id),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.imageId, table.memberId] }),
    // `desc` alone would be "nulls last" in an index and "nulls first" in a query, and the index would never be used.
    index('likes_newest_of_image').on(
      table.imageId,
      table.createdAt.desc().nullsFirst(),
      table.memberId.desc().nullsFirst(),
    ),
    index('likes_newest_by_member').on(
      table.memberId,
      table.createdAt.desc().nullsFirst(),
      table.imageId.desc().nullsFirst(),
    ),
  ],
);

export type CommentId = Branded<number, 'comment'>;

/** What people say under an image, two deep. One that was answered and then deleted stays as a tombstone without words. */
export const comments = pgTable(
  'comments',
  {
    id: bigint({ mode: 'number' }).$type<CommentId>().primaryKey().generatedAlwaysAsIdentity(),
    imageId: imageId(),
    /** The comment it answers, which answers none itself. */
    parentId: bigint({ mode: 'number' }).$type<CommentId>(),
    /** Null on a tombstone. */
    authorId: bigint({ mode: 'number' })
      .$type<MemberId>()
      .references(() => members.id),
    text: text().notNull(),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    editedAt: timestamp({ withTimezone: true }),
    deletedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    unique('comments_of_one_image').on(table.id, table.imageId),
    // An answer stands under the same image as what it answers.
    foreignKey({
      name: 'comments_answer_beside',
      columns: [table.parentId, table.imageId],
      foreignColumns: [table.id as AnyPgColumn, table.imageId as AnyPgColumn],
    }),
    index('comments_of_image').on(table.imageId, table.createdAt, table.id).where(sql`${table.parentId} is null`),
    index('comments_answers').on(table.parentId, table.createdAt, table.id).where(sql`${table.parentId} is not null`),
    index('comments_by_author').on(table.authorId, table.imageId),
    check('comments_length', sql`char_length(${table.text}) <= ${sql.raw(String(longestComment))}`),
    check('comments_deleted_say_nothing', sql`(${table.deletedAt} is not null) = (${table.text} = '')`),
    check('comments_living_have_authors', sql`${table.authorId} is not null or ${table.deletedAt} is not null`),
  ],
);

/** The images a member looked at, each with the last time. */
export const seenImages = pgTable(
  'seen_images',
  {
    memberId: bigint({ mode: 'number' })
      .$type<MemberId>()
      .notNull()
      .references(() => members.id, { onDelete: 'cascade' }),
    imageId: imageId(),
    seenAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.memberId, table.imageId] }),
    index('seen_images_newest').on(table.memberId, table.seenAt.desc().nullsFirst(), table.imageId.desc().nullsFirst()),
    index('seen_images_by_image').on(table.imageId),
  ],
);

/** Members whose history stands still: what they look at is not written down. */
export const pausedHistories = pgTable('paused_histories', {
  memberId: bigint({ mode: 'number' })
    .$type<MemberId>()
    .primaryKey()
    .references(() => members.id, { onDelete: 'cascade' }),
  pausedAt: timestamp({ withTimezone: true }).notNull(),
});
