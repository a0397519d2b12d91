import 'server-only';
import { and, desc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { type MemberId, members } from '@/domains/accounts/tables';
import { isHere } from '@/domains/accounts/visibility';
import { cardOf, cards, type ImageCard } from '@/domains/images/queries';
import { images } from '@/domains/images/tables';
import { isListed } from '@/domains/images/visibility';
import { follows } from '@/domains/social/tables';
import { isNotHiddenFrom } from '@/domains/social/visibility';
import { db } from '@/platform/db/client';
import { digestSize, type Week } from '../rules';
import { notificationSettings, notifications } from '../tables';
import { isOnIn, isTold } from '../visibility';

/** To whom a digest goes; null for somebody who is not here. One statement. */
export async function findReader(memberId: MemberId) {
  const [reader] = await db
    .select({ email: members.email, locale: members.locale, timeZone: members.timeZone })
    .from(members)
    .where(and(eq(members.id, memberId), isHere))
    .limit(1);
  return reader ?? null;
}

/**
 * What happened to a member in a week and is still so, by kind, without what they don't want by mail: how often, by how many people, and a few of their
 * names. One statement.
 */
export function listHappenings(memberId: MemberId, { from, to }: Week) {
  return db
    .select({
      kind: notifications.kind,
      count: sql<number>`count(*)::int`,
      people: sql<number>`count(distinct ${notifications.actorId})::int`,
      names: sql<string[]>`(array_agg(distinct ${members.name}))[1:${sql.raw(String(digestSize.names))}]`,
    })
    .from(notifications)
    .innerJoin(members, eq(members.id, notifications.actorId))
    .where(and(isTold(memberId), isOnIn('mail'), gte(notifications.createdAt, from), lt(notifications.createdAt, to)))
    .groupBy(notifications.kind)
    .orderBy(notifications.kind);
}
export type Happening = Awaited<ReturnType<typeof listHappenings>>[number];

/** The newest pictures of a week by those a member follows, a few; none where they don't want that by mail. One statement. */
export async function listNewPictures(memberId: MemberId, { from, to }: Week): Promise<ImageCard[]> {
  const followed = db.select({ id: follows.followedId }).from(follows).where(eq(follows.followerId, memberId));
  const isWanted = sql`not exists (select 1 from ${notificationSettings} where ${notificationSettings.memberId} = ${memberId}
    and ${notificationSettings.kind} = 'shared' and ${notificationSettings.channel} = 'mail' and not ${notificationSettings.isOn})`;
  const rows = await cards()
    .where(
      and(
        isListed,
        inArray(images.ownerId, followed),
        isNotHiddenFrom(memberId, images.ownerId),
        gte(images.publishedAt, from),
        lt(images.publishedAt, to),
        isWanted,
      ),
    )
    .orderBy(desc(images.publishedAt), desc(images.id))
    .limit(digestSize.pictures);
  return rows.map(cardOf);
}
