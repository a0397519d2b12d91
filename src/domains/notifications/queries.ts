import 'server-only';
import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { type MemberId, members } from '@/domains/accounts/tables';
import { comments } from '@/domains/engagement/tables';
import { images } from '@/domains/images/tables';
import { decodeCursor, encodeCursor, type Page } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { pictures } from '@/platform/pictures/tables';
import { faceView, pictureColumns, pictureView } from '@/platform/pictures/view';
import { groupsOf, mostUnread, notificationChannels, offeredIn, pageOfGroups, tellingKinds } from './rules';
import { notificationSettings, notifications } from './tables';
import { isOnIn, isTold } from './visibility';

const photos = alias(pictures, 'photos');

const columns = {
  id: notifications.id,
  kind: notifications.kind,
  createdAt: notifications.createdAt,
  readAt: notifications.readAt,
  actor: { handle: members.handle, name: members.name },
  photo: photos.files,
  image: { ref: images.ref, slug: images.slug, title: images.title, altText: images.altText },
  picture: pictureColumns,
  comment: { id: comments.id, text: comments.text },
};

function rowsOf(memberId: MemberId, after: number | undefined) {
  return db
    .select(columns)
    .from(notifications)
    .innerJoin(members, eq(members.id, notifications.actorId))
    .leftJoin(photos, eq(photos.id, members.avatarPictureId))
    .leftJoin(images, eq(images.id, notifications.imageId))
    .leftJoin(pictures, eq(pictures.id, images.pictureId))
    .leftJoin(comments, eq(comments.id, notifications.commentId))
    .where(and(isTold(memberId), isOnIn('site'), after === undefined ? undefined : lt(notifications.id, after)))
    .orderBy(desc(notifications.id))
    .limit(pageOfGroups.rows + 1);
}
type Row = Awaited<ReturnType<typeof rowsOf>>[number] & { isNew: boolean };

/** What happened to a member, as the list tells it: by whom, the newest first; to which image; in which words. */
export type Telling = ReturnType<typeof tellingOf>;

function tellingOf(group: Row[]) {
  const [{ id, kind, createdAt, isNew, image, picture, comment }] = group as [Row, ...Row[]];
  return {
    id,
    kind,
    at: createdAt,
    isNew,
    actors: group.map(({ actor, photo }) => ({ ...actor, photo: faceView(photo) })),
    image: image && picture && { ...image, picture: pictureView(picture) },
    comment,
  };
}

/**
 * What a member is told, newest first, in groups, 20 a page. `range`: the first and last row that stand on it, for who marks them as read; null when nothing
 * on it is new. Never cached. One statement.
 * @throws Refusal `site.cursor`
 */
export async function listNotifications(
  { id: memberId }: { id: MemberId },
  cursor?: string,
): Promise<Page<Telling> & { range: { from: number; to: number } | null }> {
  const found = await rowsOf(memberId, cursor === undefined ? undefined : decodeCursor(z.int().min(1), cursor));
  const rows = found.slice(0, pageOfGroups.rows).map((row) => ({ ...row, isNew: row.readAt === null }));
  const { groups, used } = groupsOf(rows, pageOfGroups.groups);
  const shown = rows.slice(0, used);
  const [first, last] = [shown.at(0), shown.at(-1)];
  return {
    items: groups.map(tellingOf),
    next: used < found.length && last ? encodeCursor(last.id) : null,
    range: first && last && shown.some(({ isNew }) => isNew) ? { from: last.id, to: first.id } : null,
  };
}

/** How many notifications a member has not read, at most {@link mostUnread}. Never cached. One statement. */
export function countUnread({ id: memberId }: { id: MemberId }): Promise<number> {
  const unread = db
    .select({ id: notifications.id })
    .from(notifications)
    .where(and(isTold(memberId), isOnIn('site'), isNull(notifications.readAt)))
    .limit(mostUnread)
    .as('unread');
  return db.$count(unread);
}

/** What a member wants to be told, in the list and by mail: everything that was not turned off. One statement. */
export async function findTellingChoices({ id: memberId }: { id: MemberId }) {
  const off = await db
    .select({ kind: notificationSettings.kind, channel: notificationSettings.channel })
    .from(notificationSettings)
    .where(and(eq(notificationSettings.memberId, memberId), eq(notificationSettings.isOn, false)));
  const isOff = (kind: string, channel: string) => off.some((row) => row.kind === kind && row.channel === channel);
  return tellingKinds.map((kind) => ({
    kind,
    boxes: notificationChannels.map((channel) => ({
      channel,
      isOffered: offeredIn(kind, channel),
      isOn: !isOff(kind, channel),
    })),
  }));
}
