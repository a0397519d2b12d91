import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, pgEnum, pgTable, primaryKey, timestamp, unique } from 'drizzle-orm/pg-core';
import { type MemberId, members } from '@/domains/accounts/tables';
import { type CommentId, comments } from '@/domains/engagement/tables';
import { type ImageId, images } from '@/domains/images/tables';
import { type NotificationKind, notificationChannels, tellingKinds } from './rules';

export const notificationKind = pgEnum('notification_kind', tellingKinds);
export const notificationChannel = pgEnum('notification_channel', notificationChannels);

const memberId = () =>
  bigint({ mode: 'number' })
    .$type<MemberId>()
    .notNull()
    .references(() => members.id, { onDelete: 'cascade' });

/** What a member is told. Its words are made when it is read, of what is true then. */
export const notifications = pgTable(
  'notifications',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    memberId: memberId(),
    kind: notificationKind().$type<NotificationKind>().notNull(),
    /** Who did it. */
    actorId: memberId(),
    imageId: bigint({ mode: 'number' })
      .$type<ImageId>()
      .references(() => images.id, { onDelete: 'cascade' }),
    commentId: bigint({ mode: 'number' })
      .$type<CommentId>()
      .references(() => comments.id, { onDelete: 'cascade' }),
    createdAt: timestamp({ withTimezone: true, precision: 3 }).notNull(),
    readAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    // Jobs hear of a fact at least once; it is told once.
    unique('notifications_once')
      .on(table.memberId, table.kind, table.actorId, table.imageId, table.commentId)
      .nullsNotDistinct(),
    // `desc` alone would be "nulls last" in an index and "nulls first" in a query, and the index would never be used.
    index('notifications_newest').on(table.memberId, table.id.desc().nullsFirst()),
    index('notifications_unread').on(table.memberId).where(sql`${table.readAt} is null`),
    index('notifications_by_actor').on(table.actorId),
    index('notifications_by_image').on(table.imageId),
    index('notifications_by_comment').on(table.commentId),
    check('notifications_of_others', sql`${table.memberId} <> ${table.actorId}`),
  ],
);

/** What a member changed about being told; without a row it is on. */
export const notificationSettings = pgTable(
  'notification_settings',
  {
    memberId: memberId(),
    kind: notificationKind().notNull(),
    channel: notificationChannel().notNull(),
    isOn: boolean().notNull(),
  },
  (table) => [primaryKey({ columns: [table.memberId, table.kind, table.channel] })],
);
