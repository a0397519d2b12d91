import 'server-only';
import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { MemberId } from '@/domains/accounts/tables';
import { isOfSomebodyHere } from '@/domains/accounts/visibility';
import { comments, likes } from '@/domains/engagement/tables';
import { images } from '@/domains/images/tables';
import { isOpen } from '@/domains/images/visibility';
import { follows } from '@/domains/social/tables';
import { isNotHiddenFrom } from '@/domains/social/visibility';
import type { NotificationChannel } from './rules';
import { notificationSettings, notifications } from './tables';

const is = (table: PgTable, which: SQL | undefined) => sql`exists (select 1 from ${table} where ${which})`;

const stillFollows = is(
  follows,
  and(eq(follows.followerId, notifications.actorId), eq(follows.followedId, notifications.memberId)),
);
const stillLikes = is(likes, and(eq(likes.imageId, notifications.imageId), eq(likes.memberId, notifications.actorId)));
const stillSays = is(
  comments,
  and(
    eq(comments.id, notifications.commentId),
    eq(comments.authorId, notifications.actorId),
    isNull(comments.deletedAt),
  ),
);

/**
 * What a row of `notifications` tells is still so, and its member may see it: it was not undone, who did it is here and not hidden from the member, and
 * the image opens. So whatever is undone, hidden or blocked later disappears, and comes back with its reason.
 */
export const isTold = (memberId: MemberId) =>
  and(
    eq(notifications.memberId, memberId),
    isOfSomebodyHere(notifications.actorId),
    isNotHiddenFrom(memberId, notifications.actorId),
    sql`case ${notifications.kind} when 'followed' then ${stillFollows} when 'liked' then ${stillLikes} else ${stillSays} end`,
    or(
      isNull(notifications.imageId),
      is(images, and(eq(images.id, notifications.imageId), isOpen, isNotHiddenFrom(memberId, images.ownerId))),
    ),
  );

/** The member did not turn off being told of this kind of thing there. */
export const isOnIn = (channel: NotificationChannel) => sql`not exists (
  select 1 from ${notificationSettings}
  where ${notificationSettings.memberId} = ${notifications.memberId} and ${notificationSettings.kind} = ${notifications.kind}
    and ${notificationSettings.channel} = ${channel} and not ${notificationSettings.isOn})`;
