import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { type ImageId, images } from '@/domains/images/tables';

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
