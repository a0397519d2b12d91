import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { Branded } from '@/kernel/ids';
import { derivatives } from './derivatives';

export type PictureId = Branded<number, 'PictureId'>;

/** A picture as we serve it: one row and one file per derivative. Whose it is and who may see it is said by the row that points here. */
export const pictures = pgTable(
  'pictures',
  {
    id: bigint({ mode: 'number' }).$type<PictureId>().primaryKey().generatedAlwaysAsIdentity(),
    width: integer().notNull(),
    height: integer().notNull(),
    /** `#rrggbb` */
    colour: text().notNull(),
    /** a data URI */
    blur: text().notNull(),
    /** Storage keys in the order of `derivatives`; a size beyond the original repeats the key of the largest real file. */
    files: text().array().notNull(),
    /** What the distinct files weigh together. */
    bytes: integer().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [
    check('pictures_have_a_size', sql`${table.width} between 1 and 16384 and ${table.height} between 1 and 16384`),
    check('pictures_have_a_colour', sql`${table.colour} ~ '^#[0-9a-f]{6}$'`),
    check('pictures_blur_is_small', sql`length(${table.blur}) <= 400`),
    check(
      'pictures_have_every_file',
      sql`cardinality(${table.files}) = ${sql.raw(String(derivatives.length))} and array_position(${table.files}, null) is null`,
    ),
    check('pictures_weigh_something', sql`${table.bytes} > 0`),
  ],
);

/**
 * Files that are in storage and in no picture's row: written down one by one while a picture is made, gone when its row is committed; and those of
 * pictures that nobody shows any more, until their bytes are removed. What a killed run leaves is here, for the next run or the clock. No foreign key: a
 * file outlives what it was made for.
 */
export const looseFiles = pgTable(
  'loose_files',
  {
    key: text().primaryKey(),
    /** What it was made for: "image:42", "member:7". */
    owner: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    /** Since when its bytes are being removed: no run may take it into a picture any more. */
    sweptAt: timestamp({ withTimezone: true }),
  },
  (table) => [index('loose_files_of_owner').on(table.owner), index('loose_files_oldest').on(table.createdAt)],
);
