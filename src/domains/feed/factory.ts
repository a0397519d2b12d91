import 'server-only';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { aMember } from '@/domains/accounts/factory';
import { type MemberId, members } from '@/domains/accounts/tables';
import { type Deed, forgetActivity, forgetTarget, recordActivity } from '@/domains/activity/commands';
import { activities } from '@/domains/activity/tables';
import { anImage, aPicture } from '@/domains/images/factory';
import { type ImageId, images } from '@/domains/images/tables';
import { boundaries, follows } from '@/domains/social/tables';
import { db } from '@/platform/db/client';

/** So many people and images there are in a random world, and so often it is looked at. */
const people = 7;
const pictures = 14;
const roundsPerWorld = 7;

/** One thing that happens in a random world: somebody does something to the image or the person of that number. */
export type Happening = { do: string; who: number; what: number };

const happening = (...verbs: string[]) =>
  fc.record({ do: fc.constantFrom(...verbs), who: fc.nat(people - 1), what: fc.nat(pictures - 1) });

/** What people did before anybody looks, and what happens between one look and the next. */
export const aWorld = fc.record({
  before: fc.array(happening('like', 'comment', 'share', 'follow'), { minLength: 80, maxLength: 250, size: 'max' }),
  rounds: fc.array(
    fc.array(
      fc.oneof(
        { weight: 6, arbitrary: happening('like', 'comment', 'share') },
        { weight: 4, arbitrary: happening('follow', 'unfollow') },
        { weight: 2, arbitrary: happening('block', 'mute', 'lift') },
        { weight: 2, arbitrary: happening('hide', 'delete', 'private', 'unlisted', 'show', 'erase') },
        { weight: 1, arbitrary: happening('suspend', 'leave', 'return', 'return') },
      ),
      { minLength: 3, maxLength: 10 },
    ),
    { minLength: roundsPerWorld, maxLength: roundsPerWorld },
  ),
});
export type World = typeof aWorld extends fc.Arbitrary<infer Made> ? Made : never;

const now = new Date('2026-11-20T12:00:00Z');
/** Each deed a minute after the one before, so that none counts as a repeat. */
let clock = now.getTime();
const tick = () => {
  clock += 60_000;
  return new Date(clock);
};

/** Does a deed a minute after the last one. */
export const doDeed = (deed: Deed) => db.transaction((tx) => recordActivity(tx, deed, tick()));

/** The people of a random world; they stay, what they had goes. */
export const someFolk = () => Promise.all(Array.from({ length: people }, async () => (await aMember()).id));

/** Empties the database of all that is not people, hangs new images, and lets those things happen. Answers the images. */
export async function beginAnew(folk: MemberId[], before: Happening[]): Promise<ImageId[]> {
  await db.execute(sql`truncate ${activities}, ${follows}, ${boundaries}, ${images} cascade`);
  await db.update(members).set({ suspendedAt: null, deletedAt: null });
  const pictureId = (await aPicture()).id;
  const owners = Array.from({ length: pictures }, (_, i) => folk[i % people] as MemberId);
  const made = await Promise.all(owners.map((ownerId) => anImage({ ownerId, pictureId })));
  const wall = made.map(({ id }) => id);
  // All at once, in their order, each once: one by one would take longer than everything else.
  const deeds = new Map(before.map((one) => deedOf(one, folk, wall)).map((deed) => [JSON.stringify(deed), deed]));
  const followed = [...deeds.values()].filter(({ verb }) => verb === 'followed');
  await db.insert(activities).values([...deeds.values()].map((deed) => ({ ...deed, createdAt: tick() })));
  if (followed.length > 0)
    await db.insert(follows).values(
      followed.map(({ actorId, targetId }) => ({
        followerId: actorId,
        followedId: targetId as MemberId,
        createdAt: now,
      })),
    );
  return wall;
}

/** Somebody who would follow themselves joins instead; who shares is who owns. */
function deedOf({ do: verb, who, what }: Happening, folk: MemberId[], wall: ImageId[]): Deed {
  const [me, other] = [folk[who] as MemberId, folk[what % people] as MemberId];
  if (verb === 'follow' && me === other) return { actorId: me, verb: 'joined', targetKind: 'member', targetId: me };
  if (verb === 'follow') return { actorId: me, verb: 'followed', targetKind: 'member', targetId: other };
  const image = { targetKind: 'image', targetId: wall[what] as ImageId } as const;
  if (verb === 'share') return { actorId: other, verb: 'shared', ...image };
  return { actorId: me, verb: verb === 'like' ? 'liked' : 'commented', ...image };
}

const changesOfImage: Record<string, Partial<typeof images.$inferInsert>> = {
  hide: { hiddenAt: now },
  delete: { deletedAt: now },
  private: { audience: 'private' },
  unlisted: { audience: 'unlisted' },
  show: { audience: 'public', hiddenAt: null, deletedAt: null },
};
const changesOfMember: Record<string, Partial<typeof members.$inferInsert>> = {
  suspend: { suspendedAt: now },
  leave: { deletedAt: now },
  return: { suspendedAt: null, deletedAt: null },
};

/** Lets one thing happen, as the house's commands leave the tables. */
export async function happens(one: Happening, folk: MemberId[], wall: ImageId[]): Promise<void> {
  const { do: verb, who, what } = one;
  const [me, other, image] = [folk[who] as MemberId, folk[what % people] as MemberId, wall[what] as ImageId];
  const [ofImage, ofMember] = [changesOfImage[verb], changesOfMember[verb]];
  const pair = sql`(${me}, ${other})`;
  if (ofImage) await db.update(images).set(ofImage).where(eq(images.id, image));
  else if (ofMember) await db.update(members).set(ofMember).where(eq(members.id, me));
  else if (verb === 'erase') {
    await db.delete(images).where(eq(images.id, image));
    await db.transaction((tx) => forgetTarget(tx, { kind: 'image', id: image }));
  } else if (verb === 'lift') await db.delete(boundaries).where(sql`(member_id, other_id) = ${pair}`);
  else if (verb === 'block' || verb === 'mute') {
    if (me === other) return;
    const row = { memberId: me, otherId: other, kind: verb, createdAt: now } as const;
    await db.insert(boundaries).values(row).onConflictDoNothing();
  } else if (verb === 'unfollow') {
    await db.delete(follows).where(sql`(follower_id, followed_id) = ${pair}`);
    await db.transaction((tx) => forgetActivity(tx, deedOf({ ...one, do: 'follow' }, folk, wall)));
  } else {
    if (verb === 'follow' && me !== other)
      await db.insert(follows).values({ followerId: me, followedId: other, createdAt: now }).onConflictDoNothing();
    await doDeed(deedOf(one, folk, wall));
  }
}
