import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { changeStanding, owner } from '@/domains/accounts/commands/change-standing';
import { aMember } from '@/domains/accounts/factory';
import { anImage } from '@/domains/images/factory';
import { images } from '@/domains/images/tables';
import { aBoundary } from '@/domains/social/factory';
import { aReference } from '@/kernel/ids';
import { db } from '@/platform/db/client';
import { setLike } from './commands/like-image';
import { findLikes, listLikedBy, listLikers } from './queries/likes';

type Member = Awaited<ReturnType<typeof aMember>>;

const noon = new Date('2026-11-21T12:00:00Z');
const seconds = (n: number) => new Date(noon.getTime() + n * 1000);
const like = (member: Member, image: { ref: string }, now = noon) =>
  setLike(member, { image: image.ref, verb: 'like' }, now);

const refusal = (code: string) => expect.objectContaining({ code });

describe('who likes an image', () => {
  it('is told with the newest first and the number of all', async () => {
    const image = await anImage();
    const people = await Promise.all(Array.from({ length: 5 }, () => aMember()));
    for (const [i, member] of people.entries()) await like(member, image, seconds(i));
    const { count, first } = await findLikes(image.ref, null);
    expect(count).toBe(5);
    expect(first.map(({ handle }) => handle)).toEqual(
      people
        .slice(2)
        .reverse()
        .map(({ handle }) => handle),
    );
    expect(await findLikes(aReference(), null)).toEqual({ count: 0, first: [] });
    expect(await findLikes('nothing', null)).toEqual({ count: 0, first: [] });
  });

  it('leaves out who is hidden from the viewer, suspended or leaving, and all of an image nobody can see', async () => {
    const image = await anImage();
    const [viewer, muted, suspended, kept] = [await aMember(), await aMember(), await aMember(), await aMember()];
    for (const member of [muted, suspended, kept]) await like(member, image);
    await aBoundary(viewer, muted, 'mute');
    await changeStanding(owner, suspended.handle, 'suspend');
    const handles = (page: { handle: string }[]) => page.map(({ handle }) => handle).sort();
    expect(handles((await findLikes(image.ref, viewer)).first)).toEqual([kept.handle]);
    expect(handles((await findLikes(image.ref, null)).first)).toEqual([kept.handle, muted.handle].sort());
    expect(handles((await listLikers(image.ref, viewer)).items)).toEqual([kept.handle]);
    await db.update(images).set({ hiddenAt: noon }).where(eq(images.id, image.id));
    expect(await findLikes(image.ref, viewer)).toEqual({ count: 0, first: [] });
    expect((await listLikers(image.ref, null)).items).toEqual([]);
  });

  it('is paged without repeating or skipping while others like and unlike', async () => {
    const image = await anImage();
    const people = await Promise.all(Array.from({ length: 60 }, () => aMember()));
    for (const [i, member] of people.entries()) await like(member, image, seconds(Math.floor(i / 7)));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listLikers(image.ref, null, cursor);
      seen.push(...page.items.map(({ handle }) => handle));
      cursor = page.next ?? undefined;
      await like(await aMember(), image, seconds(100));
    } while (cursor);
    expect(new Set(seen)).toEqual(new Set(people.map(({ handle }) => handle)));
    expect(seen).toHaveLength(60);
  });

  it.each(['broken', 'W10', 'x'.repeat(1_000), Buffer.from('[1e300,1]').toString('base64url')])(
    'refuses the cursor %s',
    async (cursor) => {
      const image = await anImage();
      await expect(listLikers(image.ref, null, cursor)).rejects.toEqual(refusal('site.cursor'));
      await expect(listLikedBy('somebody', null, cursor)).rejects.toEqual(refusal('site.cursor'));
    },
  );
});

describe('what a member likes', () => {
  it('has the images that hang for everybody, liked last first, without those of people hidden from the viewer', async () => {
    const [member, viewer, muted] = [await aMember(), await aMember(), await aMember()];
    const listed = [await anImage(), await anImage()];
    const others = [await anImage({ audience: 'unlisted' }), await anImage({ ownerId: muted.id })];
    for (const [i, image] of [...listed, ...others].entries()) await like(member, image, seconds(i));
    await aBoundary(viewer, muted, 'mute');
    const refs = async (who: Member | null) => (await listLikedBy(member.handle, who)).items.map(({ ref }) => ref);
    const [first, second] = listed;
    expect(await refs(viewer)).toEqual([second?.ref, first?.ref]);
    expect(await refs(null)).toEqual([others[1]?.ref, second?.ref, first?.ref]);
    await changeStanding(owner, member.handle, 'suspend');
    expect(await refs(null)).toEqual([]);
    expect((await listLikedBy('nobody_at_all', null)).items).toEqual([]);
    expect((await listLikedBy('Not A Handle', null)).items).toEqual([]);
  });

  it('is paged without repeating or skipping', async () => {
    const member = await aMember();
    const all = await Promise.all(Array.from({ length: 30 }, () => anImage()));
    for (const [i, image] of all.entries()) await like(member, image, seconds(Math.floor(i / 4)));
    const first = await listLikedBy(member.handle, null);
    const second = await listLikedBy(member.handle, null, first.next ?? '');
    const refs = [...first.items, ...second.items].map(({ ref }) => ref);
    expect(new Set(refs)).toEqual(new Set(all.map(({ ref }) => ref)));
    expect([refs.length, second.next]).toEqual([30, null]);
  });
});
