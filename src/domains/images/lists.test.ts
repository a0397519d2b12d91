import { and, eq, inArray, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { db } from '@/platform/db/client';
import { anImage, aPicture } from './factory';
import { findPublicImage, listImagesOf, listNewestImages } from './queries';
import { images } from './tables';
import { isListed } from './visibility';

const refused = expect.objectContaining({ name: 'Refusal', kind: 'invalid', code: 'site.cursor' });
const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));

/** Every way an image can be kept from somebody. */
const kept = {
  unlisted: { audience: 'unlisted' },
  private: { audience: 'private' },
  hidden: { hiddenAt: new Date() },
  deleted: { deletedAt: new Date() },
  'in the making': { state: 'processing' },
  failed: { state: 'failed', failure: 'pictures.unreadable' },
} as const;

/** Every way a person can be away, with all they shared. */
const away = { suspended: { suspendedAt: new Date() }, 'who is leaving': { deletedAt: new Date() } };

/** Walks a list to its end, doing something between two pages. */
async function walk(list: (cursor?: string) => ReturnType<typeof listNewestImages>, between = async () => {}) {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor);
    expect(page.items.length).toBeLessThanOrEqual(24);
    seen.push(...page.items.map((image) => image.ref));
    cursor = page.next ?? undefined;
    await between();
  } while (cursor !== undefined);
  return seen;
}

describe('the newest images', () => {
  test('come by 24, newest first, each once, also those of one instant, and none is skipped while others post', async () => {
    const pictureId = (await aPicture()).id;
    const ownerId = (await aMember()).id;
    const made = [];
    // Sixty images in six instants: the id parts what the time does not.
    for (let i = 0; i < 60; i++) made.push(await anImage({ pictureId, ownerId, publishedAt: at(Math.floor(i / 10)) }));
    const wanted = made.map((image) => image.ref).reverse();
    const post = async () => {
      await anImage({ pictureId, ownerId: (await aMember()).id, publishedAt: at(100) });
    };
    expect(await walk(listNewestImages, post)).toEqual(wanted);
  });

  test.each(Object.entries(kept))('leave out what is %s', async (_, given) => {
    const image = await anImage({ ...given, publishedAt: at(1_000) } as Parameters<typeof anImage>[0]);
    const { items } = await listNewestImages();
    expect(items.map(({ ref }) => ref)).not.toContain(image.ref);
  });

  test.each(Object.entries(away))('leave out what belongs to somebody %s', async (_, given) => {
    const owner = await aMember(given);
    const image = await anImage({ ownerId: owner.id, publishedAt: at(1_000) });
    expect((await listNewestImages()).items.map(({ ref }) => ref)).not.toContain(image.ref);
    expect(await listImagesOf(owner.handle)).toEqual({ items: [], next: null });
    expect(await findPublicImage(image.ref)).toBeNull();
  });

  test('are read by their index, however many there are: the condition and the index say the same', async () => {
    const plan = await db.transaction(async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      await tx.execute(sql`set local enable_sort = off`);
      const query = tx
        .select({ id: images.id })
        .from(images)
        .where(isListed)
        .orderBy(sql`${images.publishedAt} desc, ${images.id} desc`)
        .limit(25);
      const mine = tx
        .select({ id: images.id })
        .from(images)
        .where(and(isListed, eq(images.ownerId, 1 as never)))
        .orderBy(sql`${images.publishedAt} desc, ${images.id} desc`)
        .limit(25);
      const rows = [
        ...(await tx.execute(sql`explain ${query}`)).rows,
        ...(await tx.execute(sql`explain ${mine}`)).rows,
      ];
      return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
    });
    expect(plan).toMatch(/Index (Only )?Scan using images_newest on/);
    expect(plan).toMatch(/Index (Only )?Scan using images_newest_by_owner on/);
    // The one filter is on the owner, looked up by key.
    expect(plan).not.toMatch(/on images .*\n(?:\s+Index Cond.*\n)*\s+Filter/);
  });

  test.each(['x', 'WzFd', 'WzEsMl0x$', '%', 'WzFlOTk5LDFd'])(
    'refuse a cursor that was tampered with: %s',
    async (cursor) => {
      await expect(listNewestImages(cursor)).rejects.toEqual(refused);
      await expect(listImagesOf('somebody', cursor)).rejects.toEqual(refused);
    },
  );
});

describe('the images of one person', () => {
  test('are theirs alone, paged the same way', async () => {
    const [ana, bo] = [await aMember(), await aMember()];
    const pictureId = (await aPicture()).id;
    const hers = [];
    for (let i = 0; i < 30; i++) hers.push((await anImage({ ownerId: ana.id, pictureId, publishedAt: at(i) })).ref);
    const his = await anImage({ ownerId: bo.id, pictureId });
    await anImage({ ownerId: ana.id, pictureId, audience: 'unlisted' });
    expect(await walk((cursor) => listImagesOf(ana.handle, cursor))).toEqual(hers.reverse());
    expect((await listImagesOf(bo.handle)).items.map(({ ref }) => ref)).toEqual([his.ref]);
  });

  test.each(['nobody_here', '../etc', 'Ana', "a' or '1'='1", ''])('are none for %j', async (handle) => {
    expect(await listImagesOf(handle)).toEqual({ items: [], next: null });
  });
});

describe('the public face of an image', () => {
  test('holds what its page shows, tags in their order, and nothing that is not for everybody', async () => {
    const owner = await aMember({ name: 'Ana' });
    const image = await anImage({
      ownerId: owner.id,
      tags: ['sea', 'dusk', 'boats'],
      altText: 'Boats',
      description: 'Calm.',
    });
    const view = await findPublicImage(image.ref);
    expect(view).toMatchObject({
      id: image.id,
      ref: image.ref,
      slug: 'harbour-at-dusk',
      tags: ['sea', 'dusk', 'boats'],
      owner: { id: owner.id, handle: owner.handle, name: 'Ana' },
      picture: { width: 1600, height: 1200, colour: '#8899aa' },
      publishedAt: image.publishedAt,
    });
    const told = JSON.stringify(view);
    expect(told).not.toContain(owner.email);
    expect(Object.keys(view ?? {})).not.toEqual(expect.arrayContaining(['originalHash']));
  });

  test('opens for everybody who has the address of an unlisted one', async () => {
    const image = await anImage({ audience: 'unlisted' });
    expect((await findPublicImage(image.ref))?.ref).toBe(image.ref);
  });

  const { unlisted: _, ...closed } = kept;
  test.each(Object.entries(closed))('is null for what is %s', async (_name, given) => {
    const image = await anImage(given as Parameters<typeof anImage>[0]);
    expect(await findPublicImage(image.ref)).toBeNull();
  });

  test.each(['0000000000', 'short', 'ILOUILOUIL', "' or 1=1 --", '0'.repeat(1000)])('is null for %j', async (ref) => {
    expect(await findPublicImage(ref)).toBeNull();
  });
});

describe('the database itself refuses', () => {
  const attempt = async (given: Parameters<typeof anImage>[0], set: Record<string, unknown>) => {
    const image = await anImage(given);
    await db
      .update(images)
      .set(set)
      .where(inArray(images.id, [image.id]));
  };
  test.each([
    ['a ready image without its picture', {}, { pictureId: null }],
    ['an image that failed without saying why', { state: 'processing' as const }, { state: 'failed' }],
    ['a title of nothing', {}, { title: '' }],
    ['a title beyond its bound', {}, { title: 'x'.repeat(121) }],
    ['fewer likes than none', {}, { likesCount: -1 }],
    ['an address of another form', {}, { ref: 'ILOU' }],
  ])('%s', async (_name, given, set) => {
    await expect(attempt(given, set)).rejects.toMatchObject({ cause: { code: '23514' } });
  });

  test('a picture that lacks one of its files', async () => {
    await expect(aPicture({ files: ['one'] })).rejects.toMatchObject({ cause: { code: '23514' } });
    await expect(aPicture({ files: [...Array(10).fill('key'), null] as string[] })).rejects.toMatchObject({
      cause: { code: '23514' },
    });
  });
});
