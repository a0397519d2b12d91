import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { aMember } from '@/domains/accounts/factory';
import { aReference } from '@/kernel/ids';
import { encodeCursor } from '@/kernel/page';
import { db } from '@/platform/db/client';
import { carriedTags } from '@/testing/next-cache';
import { anImage, aPicture } from './factory';
import { findListedImages } from './queries';
import { listImagesTagged } from './queries/tagged';
import { type ImageId, images, imageTags } from './tables';
import { isListed } from './visibility';

/** Every way an image can be kept from somebody. */
const kept = {
  unlisted: { audience: 'unlisted' },
  private: { audience: 'private' },
  hidden: { hiddenAt: new Date() },
  deleted: { deletedAt: new Date() },
  'in the making': { state: 'processing' },
  failed: { state: 'failed', failure: 'pictures.unreadable' },
} as const;

/** A tag of this test's own. */
const aTag = () => `tag ${aReference()}`;

describe('the images with a tag', () => {
  test('come by 24, the one shared last first, each once, and none is skipped while others post', async () => {
    const [tag, pictureId, ownerId] = [aTag(), (await aPicture()).id, (await aMember()).id];
    const made: string[] = [];
    for (let i = 0; i < 60; i++) made.push((await anImage({ pictureId, ownerId, tags: ['other', tag] })).ref);
    await anImage({ pictureId, ownerId, tags: [aTag()] });
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await listImagesTagged(tag, cursor);
      expect(page.items.length).toBeLessThanOrEqual(24);
      seen.push(...page.items.map(({ ref }) => ref));
      cursor = page.next;
      await anImage({ pictureId, ownerId, tags: [tag] });
    }
    expect(seen).toEqual(made.reverse());
  });

  test.each(Object.entries(kept))('leave out what is %s', async (_, given) => {
    const tag = aTag();
    const shown = await anImage({ tags: [tag] });
    await anImage({ ...given, tags: [tag] } as Parameters<typeof anImage>[0]);
    expect((await listImagesTagged(tag)).items.map(({ ref }) => ref)).toEqual([shown.ref]);
  });

  test.each([{ suspendedAt: new Date() }, { deletedAt: new Date() }])(
    'leave out what belongs to somebody away: %j',
    async (given) => {
      const tag = aTag();
      await anImage({ tags: [tag], ownerId: (await aMember(given)).id });
      expect(await listImagesTagged(tag)).toEqual({ items: [], next: null });
    },
  );

  test('are tied to everybody they show, to those who come back, and to every image that is written', async () => {
    const [tag, owner] = [aTag(), await aMember()];
    await anImage({ tags: [tag], ownerId: owner.id });
    carriedTags.length = 0;
    await listImagesTagged(tag);
    expect(carriedTags).toEqual(['images:lists', 'people', `person:${owner.handle}`]);
  });

  test('are read by the index of tags, which gives their order', async () => {
    const plan = await db.transaction(async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off`);
      await tx.execute(sql`set local enable_sort = off`);
      await tx.execute(sql`set local enable_bitmapscan = off`);
      const query = tx
        .select({ id: images.id })
        .from(images)
        .innerJoin(imageTags, and(eq(imageTags.imageId, images.id), eq(imageTags.tag, 'sea')))
        .where(and(isListed, lt(imageTags.imageId, 1_000_000 as ImageId)))
        .orderBy(desc(imageTags.imageId))
        .limit(25);
      const { rows } = await tx.execute(sql`explain ${query}`);
      return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
    });
    expect(plan).toMatch(/Index Only Scan Backward using images_by_tag/);
    expect(plan).not.toMatch(/Sort/);
  });

  test.each(['', 'Sea', '#sea', 'x'.repeat(41), '../etc', "' or 1=1 --"])('are none for %j', async (tag) => {
    expect(await listImagesTagged(tag)).toEqual({ items: [], next: null });
  });

  test.each([
    'x',
    '%',
    encodeCursor([1, 2]),
    encodeCursor(0),
    encodeCursor(1.5),
    encodeCursor(1e300),
    encodeCursor('1'),
  ])('refuse a cursor that was tampered with: %s', async (cursor) => {
    const refused = expect.objectContaining({ name: 'Refusal', kind: 'invalid', code: 'site.cursor' });
    await expect(listImagesTagged('sea', cursor)).rejects.toEqual(refused);
  });
});

test('of many images those are found that stand in lists for everybody', async () => {
  const shown = await anImage();
  const others = [];
  for (const given of Object.values(kept)) others.push(await anImage(given as Parameters<typeof anImage>[0]));
  others.push(await anImage({ ownerId: (await aMember({ suspendedAt: new Date() })).id }));
  const found = await findListedImages([shown, ...others].map(({ id }) => id));
  expect(found.map(({ ref }) => ref)).toEqual([shown.ref]);
  expect(await findListedImages([])).toEqual([]);
});
