import 'server-only';
import { eq, inArray } from 'drizzle-orm';
import type { MemberId } from '@/domains/accounts/tables';
import { activities } from '@/domains/activity/tables';
import { comments, likes } from '@/domains/engagement/tables';
import { type ImageId, images } from '@/domains/images/tables';
import { followCounts, follows } from '@/domains/social/tables';
import { invariant } from '@/kernel/invariant';
import { db, type Tx } from '@/platform/db/client';
import { type Doing, life } from './life.ts';
import type { Showing } from './programme.ts';

const hourMs = 3_600_000;

/** Who and what there is, by the names the demo has for them. */
type Cast = { members: Map<string, MemberId>; images: Map<string, ImageId>; now: Date };

/**
 * Lets the people of the demo follow, like and comment, in one transaction: all of it is there, or nothing. Does nothing where anybody did anything before. What
 * was done to an image that is not there (any more) is left out.
 */
export async function liveDemo(showings: readonly Showing[], members: Map<string, MemberId>, now: Date) {
  const refs = new Map(showings.map(({ ref, work }) => [ref, work.key]));
  await db.transaction(async (tx) => {
    const [before] = await tx.select({ id: activities.id }).from(activities).limit(1);
    if (before) return;
    const shown = await tx
      .select({ id: images.id, ref: images.ref })
      .from(images)
      .where(inArray(images.ref, [...refs.keys()]));
    const cast = { members, images: new Map(shown.map(({ id, ref }) => [refs.get(ref) ?? '', id])), now };
    const doings = life(showings).filter((doing) => !('work' in doing) || cast.images.has(doing.work));
    await writeFollows(tx, doings, cast);
    await writeLikes(tx, doings, cast);
    for (const doing of doings) if (doing.verb === 'commented') await writeComment(tx, doing, cast);
    await writeActivities(tx, doings, cast);
  });
}

const at = ({ now }: Cast, hoursAgo: number) => new Date(now.getTime() - hoursAgo * hourMs);
const memberOf = ({ members }: Cast, handle: string) => members.get(handle) as MemberId;
const imageOf = ({ images: all }: Cast, work: string) => all.get(work) as ImageId;

async function writeFollows(tx: Tx, doings: Doing[], cast: Cast) {
  const rows = doings.flatMap((doing) =>
    doing.verb === 'followed'
      ? {
          followerId: memberOf(cast, doing.who),
          followedId: memberOf(cast, doing.person),
          createdAt: at(cast, doing.hoursAgo),
        }
      : [],
  );
  await tx.insert(follows).values(rows);
  const counts = [...cast.members.values()].map((memberId) => ({
    memberId,
    followers: rows.filter(({ followedId }) => followedId === memberId).length,
    following: rows.filter(({ followerId }) => followerId === memberId).length,
  }));
  await tx.insert(followCounts).values(counts);
}

async function writeLikes(tx: Tx, doings: Doing[], cast: Cast) {
  const rows = doings.flatMap((doing) =>
    doing.verb === 'liked'
      ? {
          imageId: imageOf(cast, doing.work),
          memberId: memberOf(cast, doing.who),
          createdAt: at(cast, doing.hoursAgo),
        }
      : [],
  );
  if (rows.length > 0) await tx.insert(likes).values(rows);
  for (const id of cast.images.values()) {
    const likesCount = rows.filter(({ imageId }) => imageId === id).length;
    await tx.update(images).set({ likesCount }).where(eq(images.id, id));
  }
}

async function writeComment(tx: Tx, doing: Extract<Doing, { verb: 'commented' }>, cast: Cast) {
  const imageId = imageOf(cast, doing.work);
  const say = (handle: string, text: string, hoursAgo: number, parentId?: (typeof comments.$inferSelect)['id']) =>
    tx
      .insert(comments)
      .values({ imageId, authorId: memberOf(cast, handle), text, createdAt: at(cast, hoursAgo), parentId })
      .returning({ id: comments.id });
  const [said] = await say(doing.who, doing.text, doing.hoursAgo);
  invariant(said, 'an inserted row comes back');
  if (doing.answer) await say(doing.answer.by, doing.answer.text, doing.answer.hoursAgo, said.id);
}

/** In the order in which it happened: the id is the order of the feed. */
async function writeActivities(tx: Tx, doings: Doing[], cast: Cast) {
  const rows = doings.map((doing) => {
    const actorId = memberOf(cast, doing.who);
    const common = { actorId, verb: doing.verb, createdAt: at(cast, doing.hoursAgo) };
    if ('work' in doing)
      return { ...common, targetKind: 'image' as const, targetId: imageOf(cast, doing.work) as number };
    const targetId: number = doing.verb === 'followed' ? memberOf(cast, doing.person) : actorId;
    return { ...common, targetKind: 'member' as const, targetId };
  });
  const last = new Map(rows.map((row) => [`${row.actorId} ${row.verb} ${row.targetKind} ${row.targetId}`, row]));
  await tx.insert(activities).values([...last.values()]);
}
