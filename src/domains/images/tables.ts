import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { type MemberId, members } from '@/domains/accounts/tables';
import type { Branded } from '@/kernel/ids';
import { type PictureId, pictures } from '@/platform/pictures/tables';
import { audiences, bounds, licences } from './rules';

export type ImageId = Branded<number, 'image'>;

export const imageAudience = pgEnum('image_audience', audiences);
export const imageLicence = pgEnum('image_licence', licences);
export const imageState = pgEnum('image_state', ['processing', 'ready', 'failed']);

/** No cascade: a member's rows name files in storage, which have to be removed before the rows may go. */
const memberId = () =>
  bigint({ mode: 'number' })
    .$type<MemberId>()
    .references(() => members.id);

/** A file that has arrived and waits to be shared and processed. The row goes when the original does. */
export const uploads = pgTable(
  'uploads',
  {
    ref: text().primaryKey(),
    memberId: memberId().notNull(),
    /** Where the original is in storage; private there, and never shown. */
    fileKey: text().notNull(),
    name: text().notNull(),
    bytes: integer().notNull(),
    /** What the browser said it is; the content decides. */
    type: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    /** When it became an image: each upload does so once. */
    usedAt: timestamp({ withTimezone: true }),
    /** The address it was fetched from, if it was. */
    fetchedFrom: text(),
  },
  (table) => [
    uniqueIndex('uploads_by_file').on(table.fileKey),
    index('uploads_of_member').on(table.memberId),
    index('uploads_oldest').on(table.createdAt),
    check('uploads_ref_form', sql`${table.ref} ~ '^[0-9a-hjkmnp-tv-z]{10}$'`),
    check('uploads_weigh_something', sql`${table.bytes} > 0`),
  ],
);

/** A picture somebody shares. It is `ready` exactly when it has its picture and its date. */
export const images = pgTable(
  'images',
  {
    id: bigint({ mode: 'number' }).$type<ImageId>().primaryKey().generatedAlwaysAsIdentity(),
    ref: text().notNull(),
    ownerId: memberId().notNull(),
    title: text().notNull(),
    slug: text().notNull(),
    description: text().notNull().default(''),
    altText: text().notNull().default(''),
    source: text().notNull().default(''),
    licence: imageLicence().notNull().default('all-rights-reserved'),
    audience: imageAudience().notNull().default('public'),
    /** What its owner asked for where its files have to be made anew for that. Until a job has, the image is private. */
    askedAudience: imageAudience(),
    askedAt: timestamp({ withTimezone: true }),
    commentsOpen: boolean().notNull().default(true),
    state: imageState().notNull().default('processing'),
    /** Why it failed: the code of a refusal. */
    failure: text(),
    /** What it was made of, while that still exists. */
    uploadRef: text().references(() => uploads.ref, { onDelete: 'set null' }),
    /** Several seeded images may show one picture; a shared one has its own. */
    pictureId: bigint({ mode: 'number' })
      .$type<PictureId>()
      .references(() => pictures.id),
    /** SHA-256 of the original, hexadecimal. */
    originalHash: text(),
    /** The address its file was fetched from, by which its owner can tell what they have already. Nobody else is told. */
    fetchedFrom: text(),
    /** Its owner keeps it besides another of the same original. */
    isCopy: boolean().notNull().default(false),
    likesCount: integer().notNull().default(0),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    /** Milliseconds, like the cursors that carry it: a finer clock would make pages skip rows. */
    publishedAt: timestamp({ withTimezone: true, precision: 3 }),
    /** Since when staff keep it out of sight. */
    hiddenAt: timestamp({ withTimezone: true }),
    /** Since when its owner wants it gone; a job erases it soon after. */
    deletedAt: timestamp({ withTimezone: true }),
  },
  (table) => {
    const isListed = sql`${table.state} = 'ready' and ${table.audience} = 'public' and ${table.hiddenAt} is null and ${table.deletedAt} is null`;
    return [
      uniqueIndex('images_by_ref').on(table.ref),
      uniqueIndex('images_by_upload').on(table.uploadRef),
      // `desc` alone would be "nulls last" in an index and "nulls first" in a query, and the index would never be used.
      index('images_newest').on(table.publishedAt.desc().nullsFirst(), table.id.desc().nullsFirst()).where(isListed),
      index('images_newest_by_owner')
        .on(table.ownerId, table.publishedAt.desc().nullsFirst(), table.id.desc().nullsFirst())
        .where(isListed),
      // A like then writes into the indexes of its image and not to its row alone: the price of a list that is never sorted. Images nobody likes are not in it.
      index('images_most_liked')
        .on(table.likesCount.desc().nullsFirst(), table.id.desc().nullsFirst())
        .where(sql`${isListed} and ${table.likesCount} > 0`),
      index('images_by_owner').on(table.ownerId),
      // One of each original is no copy; each copy is another.
      uniqueIndex('images_once_of_owner')
        .on(table.ownerId, table.originalHash, sql`(case when ${table.isCopy} then ${table.id} else 0 end)`)
        .where(sql`${table.originalHash} is not null and ${table.state} = 'ready' and ${table.deletedAt} is null`),
      index('images_aside')
        .on(table.ownerId, table.id.desc().nullsFirst())
        .where(sql`${table.deletedAt} is null and (${table.audience} <> 'public' or ${table.state} <> 'ready')`),
      index('images_asked_for').on(table.askedAt).where(sql`${table.askedAt} is not null`),
      index('images_by_picture').on(table.pictureId),
      index('images_in_the_making').on(table.createdAt).where(sql`${table.state} = 'processing'`),
      index('images_to_erase').on(table.deletedAt).where(sql`${table.deletedAt} is not null`),
      check('images_ref_form', sql`${table.ref} ~ '^[0-9a-hjkmnp-tv-z]{10}$'`),
      check('images_title_length', sql`char_length(${table.title}) between 1 and ${sql.raw(String(bounds.title))}`),
      check('images_slug_length', sql`char_length(${table.slug}) between 1 and 60`),
      check(
        'images_description_length',
        sql`char_length(${table.description}) <= ${sql.raw(String(bounds.description))}`,
      ),
      check('images_alt_text_length', sql`char_length(${table.altText}) <= ${sql.raw(String(bounds.altText))}`),
      check('images_source_length', sql`char_length(${table.source}) <= ${sql.raw(String(bounds.source))}`),
      check('images_likes_count', sql`${table.likesCount} >= 0`),
      check('images_failed_say_why', sql`(${table.state} = 'failed') = (${table.failure} is not null)`),
      check(
        'images_ready_are_whole',
        sql`(${table.state} = 'ready') = (${table.pictureId} is not null and ${table.publishedAt} is not null)`,
      ),
      check('images_asked_since', sql`(${table.askedAudience} is null) = (${table.askedAt} is null)`),
      check(
        'images_asked_are_out_of_sight',
        sql`${table.askedAudience} is null or (${table.audience} = 'private' and ${table.state} = 'ready')`,
      ),
      check('images_hash_form', sql`${table.originalHash} ~ '^[0-9a-f]{64}$'`),
    ];
  },
);

/** The words an image can be found by, in the order its owner gave them. */
export const imageTags = pgTable(
  'image_tags',
  {
    imageId: bigint({ mode: 'number' })
      .$type<ImageId>()
      .notNull()
      .references(() => images.id, { onDelete: 'cascade' }),
    tag: text().notNull(),
    position: smallint().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.imageId, table.tag] }),
    index('images_by_tag').on(table.tag, table.imageId),
    check('image_tags_length', sql`char_length(${table.tag}) between 1 and ${sql.raw(String(bounds.tag))}`),
    check('image_tags_position', sql`${table.position} between 0 and ${sql.raw(String(bounds.tags - 1))}`),
  ],
);
