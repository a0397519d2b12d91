import 'server-only';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { type MemberId, members } from '@/domains/accounts/tables';
import { isHere } from '@/domains/accounts/visibility';
import type { TargetKind, Verb } from '@/domains/activity/rules';
import { activities } from '@/domains/activity/tables';
import { findListedImages, type ImageCard } from '@/domains/images/queries';
import type { ImageId } from '@/domains/images/tables';
import { follows } from '@/domains/social/tables';
import { decodeCursor, encodeCursor, type Page } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { pictures } from '@/platform/pictures/tables';
import { type FaceView, faceView } from '@/platform/pictures/view';
import { groupDeeds, rowsPerPage } from './rules';
import { isAboutSeen, isHeardBy } from './visibility';

/** A person as the feed shows them. */
export type FeedPerson = { handle: string; name: string; photo: FaceView | null };

type Told =
  | { verb: 'liked' | 'commented'; image: ImageCard }
  | { verb: 'shared'; images: ImageCard[] }
  | { verb: 'followed'; person: FeedPerson }
  | { verb: 'joined' };

/** One thing a page tells: who did it, the latest first, and to what. `id` names it on its page, `at` is when it was last done. */
export type FeedGroup = Told & { id: number; at: Date; actors: FeedPerson[] };

/** `isOfEverybody`: the viewer follows nobody, so this is what everybody does. */
export type FeedPage = Page<FeedGroup> & { isOfEverybody: boolean };

/**
 * What those do whom the viewer follows, newest first, ten groups a page; what everybody does while the viewer follows nobody. Never the viewer's own deeds, and
 * nothing the viewer may not see. Never cached. Three statements, two of them at once, whatever the page holds.
 * @throws Refusal `site.cursor`
 */
export async function listFeed(viewer: { id: MemberId }, cursor?: string): Promise<FeedPage> {
  const before = cursor === undefined ? undefined : decodeCursor(z.int().min(1), cursor);
  const { rows, isOfEverybody } = await newestDeeds(viewer.id, before);
  const { groups, used } = groupDeeds(rows);
  const last = rows[used - 1];
  const next = used < rows.length && last ? encodeCursor(last.id) : null;
  const [people, shown] = await Promise.all([peopleIn(rows), imagesIn(rows)]);
  return { items: groups.flatMap((group) => told(group, people, shown)), next, isOfEverybody };
}

type DeedRow = { id: number; actorId: MemberId; verb: Verb; targetKind: TargetKind; targetId: number; createdAt: Date };

/** One more than a page may use tells whether there is another page. */
const wanted = sql.raw(String(rowsPerPage + 1));

/** The newest activity of a member that the viewer may read of, before an id: one look into `activities_newest_by_actor`. */
const newestOf = (viewerId: MemberId, actorId: SQL, before: SQL) => sql`
  select ${activities.id} from ${activities}
  where ${activities.actorId} = ${actorId} and ${activities.id} < ${before} and ${isAboutSeen(viewerId)}
  order by ${activities.id} desc limit 1`;

/**
 * The newest deeds as a merge of sorted lists, one for each member who is followed: a look for the newest of each (`heads`); the newest of those is the first
 * row, and its place is taken by the next of the same member, and so on (`merged`). So it costs one look a followed member and one a row, however much
 * they all did before. Only then is the rest of the rows read.
 */
export function deedsStatement(viewerId: MemberId, before: number | undefined): SQL {
  const start = before === undefined ? sql`9223372036854775807` : sql`${before}::bigint`;
  const newest = (ids: SQL) =>
    sql`array_agg(actor_id order by ${ids} desc) as actors, array_agg(${ids} order by ${ids} desc) as ids`;
  return sql`
    with recursive scope as materialized (
      select not exists (select 1 from ${follows} where ${follows.followerId} = ${viewerId}) as is_of_everybody
    ), heads as materialized (
      select ${follows.followedId} as actor_id, head.id
      from ${follows} cross join lateral (${newestOf(viewerId, sql`${follows.followedId}`, start)}) head
      where ${follows.followerId} = ${viewerId} and ${isHeardBy(viewerId, follows.followedId)}
      order by head.id desc limit ${wanted}
    ), merged as (
      select 0 as place, null::bigint as id, ${newest(sql`heads.id`)} from heads
      union all
      select place + 1, merged.ids[1], waiting.actors, waiting.ids
      from merged cross join lateral (
        select ${newest(sql`each.id`)} from (
          select * from unnest(merged.actors[2:], merged.ids[2:]) as others (actor_id, id)
          union all
          select merged.actors[1], next.id
          from (${newestOf(viewerId, sql`merged.actors[1]`, sql`merged.ids[1]`)}) next
        ) each
      ) waiting
      where place < ${wanted} and merged.ids[1] is not null
    ), of_everybody as (
      select ${activities.id} from ${activities}
      where (select is_of_everybody from scope) and ${activities.id} < ${start} and ${activities.actorId} <> ${viewerId}
        and ${isHeardBy(viewerId, activities.actorId)} and ${isAboutSeen(viewerId)}
      order by ${activities.id} desc limit ${wanted}
    ), chosen as (
      select id from merged where id is not null union all select id from of_everybody
    )
    select is_of_everybody, deeds.id, actor_id, verb, target_kind, target_id, created_at
    from scope left join (chosen join ${activities} deeds using (id)) on true
    order by deeds.id desc`;
}

async function newestDeeds(viewerId: MemberId, before: number | undefined) {
  const { rows } = await db.execute<Record<string, unknown>>(deedsStatement(viewerId, before));
  return { rows: rows.filter(({ id }) => id !== null).map(deedOf), isOfEverybody: rows[0]?.is_of_everybody === true };
}

const deedOf = (row: Record<string, unknown>): DeedRow => ({
  id: Number(row.id),
  actorId: Number(row.actor_id) as MemberId,
  verb: row.verb as Verb,
  targetKind: row.target_kind as TargetKind,
  targetId: Number(row.target_id),
  createdAt: activities.createdAt.mapFromDriverValue(row.created_at as string) as Date,
});

const targetsIn = (rows: DeedRow[], kind: TargetKind) =>
  rows.flatMap(({ targetKind, targetId }) => (targetKind === kind ? [targetId] : []));

async function peopleIn(rows: DeedRow[]): Promise<Map<number, FeedPerson>> {
  const ids = [...new Set([...rows.map(({ actorId }) => actorId), ...targetsIn(rows, 'member')])] as MemberId[];
  if (ids.length === 0) return new Map();
  const found = await db
    .select({ id: members.id, handle: members.handle, name: members.name, photo: pictures.files })
    .from(members)
    .leftJoin(pictures, eq(pictures.id, members.avatarPictureId))
    .where(and(inArray(members.id, ids), isHere));
  return new Map(found.map(({ id, photo, ...person }) => [id, { ...person, photo: faceView(photo) }]));
}

async function imagesIn(rows: DeedRow[]): Promise<Map<number, ImageCard>> {
  const found = await findListedImages([...new Set(targetsIn(rows, 'image'))] as ImageId[]);
  return new Map(found.map((image) => [image.id, image]));
}

/** A group with who and what it is about; nothing when either went out of sight since the group was found. */
function told(group: DeedRow[], people: Map<number, FeedPerson>, shown: Map<number, ImageCard>): FeedGroup[] {
  const actors = [...new Set(group.map(({ actorId }) => actorId))].flatMap((id) => people.get(id) ?? []);
  const [newest] = group;
  if (!newest || actors.length === 0) return [];
  const base = { id: newest.id, at: newest.createdAt, actors };
  const found = group.flatMap(({ targetId }) => shown.get(targetId) ?? []);
  const [image] = found;
  const person = people.get(newest.targetId);
  switch (newest.verb) {
    case 'joined':
      return [{ ...base, verb: newest.verb }];
    case 'followed':
      return person ? [{ ...base, verb: newest.verb, person }] : [];
    case 'shared':
      return image ? [{ ...base, verb: newest.verb, images: found }] : [];
    case 'liked':
    case 'commented':
      return image ? [{ ...base, verb: newest.verb, image }] : [];
  }
}
